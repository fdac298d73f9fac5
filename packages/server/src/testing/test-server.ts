import { randomBytes, randomUUID } from "node:crypto";
import type { ServerConfig } from "../adapters/environment/config.ts";
import { type RunningServer, type StartOptions, startServer } from "../main.ts";
import { dump } from "./dump.ts";
import { fixtureCatalogue } from "./fixture.ts";
import type { TestPlace } from "./places.ts";

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into any answer.
  readonly json: any;
}

export interface TestServer extends RunningServer {
  readonly merchant: string;
  readonly secret: string;
  readonly masterKey: Buffer;
  /** Everything that was logged, line by line. */
  readonly lines: string[];
  /** Every row of every table, as text. */
  dump(): Promise<string>;
  /** Asks over a socket; with the secret key unless `key` says another, or null for none. */
  ask(method: string, path: string, body?: unknown, options?: AskOptions): Promise<Answered>;
}

export interface AskOptions {
  readonly key?: string | null;
  readonly headers?: Record<string, string>;
  /** Sent as it is, in place of a JSON body. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
}

/** A test key that nobody has seen before. */
export const newKey = (kind: "sk" | "pk" = "sk", mode = "test") => `${kind}_${mode}_${randomBytes(24).toString("hex")}`;

/** Starts a server on a place, with a merchant, its secret key and (unless told not) the fixture's catalogue. */
export async function testServer(
  { place }: TestPlace,
  options: StartOptions & { readonly empty?: boolean; readonly secret?: string } = {},
): Promise<TestServer> {
  const { empty = false, secret = newKey(), ...rest } = options;
  const masterKey = (rest.masterKeys?.[0] ?? randomBytes(32)) as Buffer;
  const merchant = rest.merchant ?? "shop";
  const lines: string[] = [];
  const where: Partial<ServerConfig> =
    place.kind === "postgres" ? { databaseUrl: place.url, dataDir: null } : { dataDir: place.folder };
  const note = (level: string) => (fields: object, message: string) =>
    void lines.push(
      JSON.stringify({ level, message, ...fields }, (_, v) => (v instanceof Error ? (v.stack ?? v.message) : v)),
    );
  const server = await startServer({
    port: 0,
    pages: false,
    merchant,
    firstKey: secret,
    masterKeys: [masterKey],
    ratePerSecond: 1_000_000,
    approvals: "none",
    log: { info: note("info"), warn: note("warn"), error: note("error") },
    ...where,
    ...rest,
  });
  await server.demoBegun;
  const ask = asker(server.url, secret);
  if (!empty) {
    const applied = await ask("POST", "/v1/catalogue", { base_version: null, catalogue: fixtureCatalogue(merchant) });
    if (applied.status !== 201) throw new Error(`the fixture was refused: ${applied.text}`);
  }
  return { ...server, merchant, secret, masterKey, lines, ask, dump: () => dump(server.store.db) };
}

/** Asks a server over a socket. POSTs carry a new Idempotency-Key unless the headers name one. */
export function asker(url: string, secret: string): TestServer["ask"] {
  return async (method, path, body, { key = secret, headers = {}, raw } = {}) => {
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(sent === undefined ? {} : { "content-type": "application/json" }),
        ...(method === "POST" ? { "idempotency-key": randomUUID() } : {}),
        ...headers,
      },
      ...(sent === undefined ? {} : { body: sent }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
  };
}
