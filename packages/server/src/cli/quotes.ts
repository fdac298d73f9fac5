import { type Command, EXIT, type Io, Usage } from "./command.ts";
import { withServer } from "./connection.ts";
import { parseFlags, positionals } from "./flags.ts";

const FLAGS = { from: { type: "string" }, until: { type: "string" } } as const;

export const quotes: Command = {
  summary: "write recorded quotes to a file, to simulate with",
  help: `fenqi quotes export [flags]

Writes the recorded quotes of a period to standard output, one JSON line each: {"id", "at", "input"}. They hold carts and
never shoppers. fenqi simulate reads them.

  --from INSTANT    from this instant on; 30 days ago where not given
  --until INSTANT   up to this instant; now where not given

Environment: FENQI_URL (http://127.0.0.1:4180), FENQI_KEY (sk_test_demo), a secret key.
Example: fenqi quotes export --from 2026-11-01T00:00:00Z > quotes.jsonl
`,
  run: async ([verb, ...args], io) => {
    if (verb !== "export") throw new Usage("Say export.");
    const { values, positionals: rest } = parseFlags(args, FLAGS);
    positionals(rest);
    const until = values.until ?? io.now().toISOString();
    const from = values.from ?? new Date(io.now().getTime() - MONTH_MS).toISOString();
    await writePages(from, until, io);
    return EXIT.ok;
  },
};

const MONTH_MS = 30 * 86_400_000;

async function writePages(from: string, until: string, io: Io): Promise<void> {
  let cursor: string | undefined;
  let count = 0;
  do {
    const query = { from, until, ...(cursor !== undefined && { cursor }) };
    const page = await withServer(io, (api) => api.recordedQuotes(query));
    io.out(page.items.map((item) => `${JSON.stringify(item)}\n`).join(""));
    count += page.items.length;
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  io.err(`${count.toLocaleString("en")} quotes\n`);
}
