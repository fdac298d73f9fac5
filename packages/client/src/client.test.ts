import { describe, expect, test } from "vitest";
import { createClient, FenqiProblem } from "./index.ts";

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

/** A client whose calls get these answers in turn; a number is a status, an Error no answer at all. */
function scripted(...answers: (number | Error | object)[]) {
  const sent: Sent[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    sent.push({
      url,
      method: init.method!,
      headers: init.headers as Record<string, string>,
      body: init.body && JSON.parse(init.body as string),
    });
    const answer = answers.shift() ?? 500;
    if (answer instanceof Error) throw answer;
    return typeof answer === "number"
      ? Response.json(
          { code: answer === 503 ? "overloaded" : "invalid_request", status: answer, title: "no" },
          { status: answer },
        )
      : Response.json(answer);
  };
  return { sent, client: createClient({ baseUrl: "https://pay.example", key: "sk_test_x", fetch }) };
}

const request = {
  cart: { currency: "CNY", total: 100, items: [] },
  market: "CN",
  channel: "web",
  locale: "en",
} as const;

describe("the client", () => {
  test("asks where the contract says, with the key", async () => {
    const { sent, client } = scripted({ id: "q" }, { items: [] }, { option: { id: "o" } });
    await client.quote(request, { schedules: "none" });
    await client.adjustments({ cursor: "a/b" });
    expect(await client.option({ token: "t", option: "o" })).toEqual({ id: "o" });
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "POST https://pay.example/v1/quotes?schedules=none",
      "GET https://pay.example/v1/adjustments?cursor=a%2Fb",
      "POST https://pay.example/v1/quotes/option",
    ]);
    expect(sent[0]).toMatchObject({
      headers: { authorization: "Bearer sk_test_x", "content-type": "application/json" },
      body: request,
    });
    expect(sent[0]!.headers["idempotency-key"]).toBeUndefined();
  });

  test("tries again when nobody answers or there is too much to do, under the same key", async () => {
    const { sent, client } = scripted(new TypeError("reset"), 503, { state: "active" });
    await client.adjust({ kind: "suspend" } as never);
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
    expect(sent[0]!.headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("two calls have two keys, unless the caller names one", async () => {
    const { sent, client } = scripted({}, {}, {});
    await client.lift("a");
    await client.lift("a");
    await client.lift("a", {}, { idempotencyKey: "mine" });
    const keys = sent.map(({ headers }) => headers["idempotency-key"]);
    expect(new Set(keys).size).toBe(3);
    expect(keys[2]).toBe("mine");
    expect(sent[0]!.url).toBe("https://pay.example/v1/adjustments/a/lift");
  });

  test("gives up at last, and never repeats a refusal", async () => {
    const away = scripted(503, 503, 503, {});
    await expect(away.client.keys()).rejects.toMatchObject({ status: 503, code: "overloaded" });
    expect(away.sent).toHaveLength(3);
    const refused = scripted(400, {});
    const error = await refused.client.quote(request).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FenqiProblem);
    expect(error).toMatchObject({ status: 400, code: "invalid_request" });
    expect(refused.sent).toHaveLength(1);
  });

  test("says unreachable with its cause when nobody answers, and stops when it is told to", async () => {
    const cause = new TypeError("reset");
    const away = scripted(cause, cause, cause);
    await expect(away.client.ready()).rejects.toMatchObject({ status: 0, code: "unreachable", cause });
    const stopped = scripted(cause, cause, cause);
    await expect(stopped.client.ready({ signal: AbortSignal.abort() })).rejects.toMatchObject({ status: 0 });
    expect(stopped.sent).toHaveLength(1);
  });
});
