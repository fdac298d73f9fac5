import { createClient, type FenqiClient, FenqiProblem } from "@fenqi/client";
import type { ProblemReason } from "@fenqi/contract";
import { type Io, Refused } from "./command.ts";

const reasonLines = (errors: readonly ProblemReason[]) =>
  errors.map(({ pointer, code, detail }) => `  ${pointer || "/"} ${code}: ${detail}`);

/**
 * Asks the server that the environment names. What it refuses, and silence, is {@link Refused}; `placed` writes the
 * reasons as lines, where a file can show them better than a pointer.
 */
export async function withServer<T>(
  io: Io,
  ask: (api: FenqiClient) => Promise<T>,
  placed: (errors: readonly ProblemReason[]) => readonly string[] = reasonLines,
): Promise<T> {
  const baseUrl = (io.env.FENQI_URL ?? "http://127.0.0.1:4180").replace(/\/+$/, "");
  const api = createClient({ baseUrl, key: io.env.FENQI_KEY ?? "sk_test_demo", fetch: io.fetch });
  try {
    return await ask(api);
  } catch (error) {
    if (!(error instanceof FenqiProblem)) throw error;
    if (error.status === 0)
      throw new Refused(`No answer from ${baseUrl}. Is the server running? Start the demo: npm start`);
    throw new Refused(`${error.code}: ${error.message}`, ...placed(error.errors));
  }
}
