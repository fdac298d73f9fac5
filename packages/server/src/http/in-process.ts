import type { FastifyInstance, InjectOptions } from "fastify";

/** A `fetch` that asks this very server without a socket, so that its pages use the public API and nothing else. */
export function fetchInProcess(app: FastifyInstance): (url: string, init: RequestInit) => Promise<Response> {
  return async (url, { method = "GET", headers = {}, body }) => {
    const response = await app.inject({
      method: method as NonNullable<InjectOptions["method"]>,
      url,
      headers: headers as Record<string, string>,
      ...(typeof body === "string" ? { payload: body } : {}),
    });
    const answered = new Headers();
    for (const [name, value] of Object.entries(response.headers)) {
      if (value !== undefined) answered.set(name, String(value));
    }
    return new Response(response.rawPayload as Uint8Array<ArrayBuffer>, {
      status: response.statusCode,
      headers: answered,
    });
  };
}
