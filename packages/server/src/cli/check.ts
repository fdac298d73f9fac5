import { existsSync } from "node:fs";
import type { BookVerdict } from "../engine/check-book.ts";
import { verdictLines } from "./audit.ts";
import { type Command, EXIT, type Io, Refused } from "./command.ts";
import { configOf } from "./environment.ts";
import { parseFlags, positionals } from "./flags.ts";

const FLAGS = { anchor: { type: "string" }, json: { type: "boolean", default: false } } as const;

export const check: Command = {
  summary: "hold books and audit log against themselves, of a database that came back from a backup",
  help: `fenqi check [--anchor FILE] [--json]

Reads a whole database and changes nothing: that every entry of the ledger balances, that no row stands without its plan or entry, and that
the audit log is what was written, up to the newest seal in a file that was kept outside. Nothing is told to anybody, as a server would.
Exit code 1 when something does not fit.

  --anchor FILE   seals that were kept outside the database; what came after a backup is missing from it, and is said to be
  --json          the verdicts as JSON

Environment: DATABASE_URL, or FENQI_DATA for the embedded database while nobody runs on it; FENQI_MASTER_KEY.
`,
  run: async (args, io) => {
    const { values, positionals: rest } = parseFlags(args, FLAGS);
    positionals(rest);
    const verdicts = await verdictsOf(io, values.anchor);
    if (verdicts.length === 0) throw new Refused("There is no merchant in this database.");
    io.out(values.json ? `${JSON.stringify(verdicts, null, 2)}\n` : verdicts.map(textOf).join("\n"));
    return verdicts.every(({ sound }) => sound) ? EXIT.ok : EXIT.refused;
  },
};

async function verdictsOf(io: Io, anchor: string | undefined): Promise<readonly BookVerdict[]> {
  if (anchor !== undefined && !existsSync(anchor)) throw new Refused(`${anchor} is not there.`);
  const [{ readConfig, checkStore }, { refusedStart }] = await Promise.all([
    import("../main.ts"),
    import("./running.ts"),
  ]);
  const config = configOf(() => readConfig(io.env));
  return checkStore(config, anchor).catch((error: unknown) => {
    throw refusedStart(error, config);
  });
}

function textOf({ merchant, plans, entries, unbalanced, ownerless, audit }: BookVerdict): string {
  const balanced = unbalanced === 0 ? "every entry balances" : `entries that do NOT balance: ${unbalanced}`;
  const alone = ownerless.map(({ table, rows }) => `  rows alone in ${table}: ${rows}`);
  const log = verdictLines({ ...audit, anchored_seal: audit.anchoredSeal, flaw_count: audit.flawCount });
  return `${[`${merchant}: plans ${plans}, entries ${entries}; ${balanced}.`, ...alone, ...log].join("\n")}\n`;
}
