import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to an answer after the server behind has given it: whatever was asked has had its effect. */
export type LineFault =
  | "timeout"
  | "status_500"
  | "status_429"
  | "garbage"
  | "wrong_schema"
  | "reset"
  | "drip"
  | "huge";

export interface FaultyProxy {
  readonly url: string;
  fault: LineFault | undefined;
  /** Requests that arrived. */
  asked: number;
  close(): Promise<void>;
}

/** Stands in front of a partner's server and spoils its answers. */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  const server = createServer(async (request, response) => {
    proxy.asked += 1;
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const { host: _, connection: __, "content-length": ___, ...headers } = request.headers;
    const answer = await fetch(target + request.url, {
      method: request.method!,
      headers: headers as Record<string, string>,
      ...(parts.length > 0 ? { body: Buffer.concat(parts) } : {}),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    if (proxy.fault) return spoil(response, proxy.fault);
    response.writeHead(answer.status, { "content-type": "application/json" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy: FaultyProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fault: undefined,
    asked: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}

function spoil(response: ServerResponse, fault: LineFault): void {
  const begin = (status = 200, headers = {}) =>
    response.writeHead(status, { "content-type": "application/json", ...headers });
  switch (fault) {
    case "timeout":
      return;
    case "status_500":
      return void begin(500).end('{"error":{"message":"fault"}}');
    case "status_429":
      return void begin(429).end('{"error":{"message":"fault"}}');
    case "garbage":
      return void begin().end("<html>\u0000 not JSON");
    case "wrong_schema":
      return void begin().end('{"ok":"yes","result":[1]}');
    case "reset":
      begin(200, { "content-length": "1000" }).write('{"id":', () => response.socket?.resetAndDestroy());
      return;
    case "drip": {
      begin();
      const timer = setInterval(() => response.write(" "), 20);
      response.once("close", () => clearInterval(timer));
      return;
    }
    case "huge":
      begin().write(" ".repeat(1024 * 1024));
      return;
  }
}
