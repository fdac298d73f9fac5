import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Io } from "../command.ts";
import { main } from "../main.ts";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A call that the command line made, and what it is answered. */
export interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}
export type Answer = (call: Call) => { readonly status: number; readonly body: unknown } | undefined;

/** Runs one command line as a person would, at a fixed time; the server is `answer`, and silent without one. With `zone` it says its merchant's by itself. */
export async function fenqi(args: readonly string[], answer: Answer = () => undefined, zone?: string): Promise<Ran> {
  let [out, err] = ["", ""];
  const io: Io = {
    env: { FENQI_URL: "http://server", FENQI_KEY: "sk_test_demo" },
    now: () => new Date("2026-11-22T02:28:00.000Z"),
    fetch: async (url, init) => {
      const body = init?.body ? JSON.parse(String(init.body)) : undefined;
      const headers = (init?.headers ?? {}) as Record<string, string>;
      if (String(url) === "http://server/v1/announcements" && zone !== undefined)
        return Response.json({ merchant: { time_zone: zone } });
      const found = answer({ method: init?.method ?? "GET", url: String(url), headers, body });
      if (!found) throw new TypeError("fetch failed");
      return Response.json(found.body, { status: found.status });
    },
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  };
  return { code: await main(args, io), out, err };
}

/** Writes a file for the length of `use`. */
export async function withFile<T>(name: string, text: string, use: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "fenqi-cli-"));
  const file = path.join(folder, name);
  writeFileSync(file, text);
  try {
    return await use(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
