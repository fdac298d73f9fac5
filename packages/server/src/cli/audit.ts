import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { AuditEntry, AuditFlaw, AuditVerdict } from "@fenqi/contract";
import { csvLine } from "../engine/csv.ts";
import { type Command, EXIT, type Io, Refused, Usage } from "./command.ts";
import { withServer } from "./connection.ts";
import { oneOf, parseFlags, positionals } from "./flags.ts";

const FLAGS = {
  anchor: { type: "string" },
  merchant: { type: "string" },
  format: { type: "string", default: "jsonl" },
  stream: { type: "string" },
  action: { type: "string" },
  subject: { type: "string" },
  by: { type: "string" },
  from: { type: "string" },
  until: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

export const audit: Command = {
  summary: "verify and export the log of who changed what",
  help: `fenqi audit verify | export [flags]

  verify                    recompute every entry, seal and signature; exit code 1 when the log is not what was written
    --anchor FILE           also against the newest seal in a file that was kept outside the database
    --merchant ID           whose seal that is, where the file holds several merchants'
    --json                  the verdict as JSON
  export                    every entry, newest first
    --format jsonl          jsonl, or csv with cells that no spreadsheet runs
    --stream adjustments    of one subject area; also --action, --subject, --by
    --from 2026-11-01T00:00:00Z, --until 2026-12-01T00:00:00Z

Environment: FENQI_URL (http://127.0.0.1:4180), FENQI_KEY (sk_test_demo), a secret key.
`,
  run: async (args, io) => {
    const { values, positionals: rest } = parseFlags(args, FLAGS);
    const [verb, ...more] = rest;
    positionals(more);
    if (verb === "verify") {
      const anchor = values.anchor && (await newestSeal(values.anchor, values.merchant));
      const verdict = await withServer(io, (api) => api.verifyAudit(anchor ? { anchor } : {}));
      io.out(values.json ? `${JSON.stringify(verdict, null, 2)}\n` : `${verdictLines(verdict).join("\n")}\n`);
      return verdict.sound ? EXIT.ok : EXIT.refused;
    }
    if (verb === "export") {
      const { stream, action, subject, by, from, until } = values;
      const filter = { stream, action, subject, by, from, until };
      await exportAll(io, oneOf(values.format, "--format", ["jsonl", "csv"]), filter);
      return EXIT.ok;
    }
    throw new Usage("Say verify or export.");
  },
};

/** The newest seal of an anchor file as `seq:hash`. */
async function newestSeal(file: string, merchant: string | undefined): Promise<string> {
  const newest = new Map<string, { readonly seq: number; readonly hash: string }>();
  try {
    for await (const line of createInterface({ input: createReadStream(file, "utf8") })) {
      const seal = readSeal(line);
      if (seal && (newest.get(seal.merchant)?.seq ?? 0) < seal.seq) newest.set(seal.merchant, seal);
    }
  } catch (error) {
    throw new Refused(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
  const [only, ...others] = newest.keys();
  if (merchant === undefined && others.length > 0) {
    throw new Usage(`${file} holds seals of ${[...newest.keys()].join(", ")}: say --merchant.`);
  }
  const seal = newest.get(merchant ?? only ?? "");
  if (!seal) throw new Refused(`${file} holds no seal${merchant === undefined ? "" : ` of ${merchant}`}.`);
  return `${seal.seq}:${seal.hash}`;
}

/** Undefined for a line that is no seal: a crash may have cut one. */
function readSeal(
  line: string,
): { readonly merchant: string; readonly seq: number; readonly hash: string } | undefined {
  try {
    const { merchant, seq, hash } = JSON.parse(line);
    return typeof merchant === "string" && Number.isInteger(seq) && typeof hash === "string"
      ? { merchant, seq, hash }
      : undefined;
  } catch {
    return undefined;
  }
}

const SAID: { readonly [C in AuditFlaw["code"]]: string } = {
  entry_changed: "was changed, or moved from another place",
  entry_missing: "is missing",
  head_differs: "is not the last entry that the stream had",
  sealed_entry_missing: "was sealed and is missing",
  sealed_entry_differs: "is not the one that was sealed",
  seal_changed: "was changed",
  seal_missing: "is missing",
  seal_forged: "is not signed with the server's key",
  seal_key_unknown: "is signed with a master key that the server no longer has",
  anchored_seal_missing: "was anchored and is missing",
  anchored_seal_differs: "is not the one that was anchored",
};

type Verdict = Pick<
  AuditVerdict,
  "sound" | "entries" | "streams" | "seals" | "unsealed" | "anchored_seal" | "flaw_count"
> & { readonly flaws: readonly AuditFlaw[] };

/** What was found of the log, for people. */
export function verdictLines(verdict: Verdict): string[] {
  const { entries, streams, seals, unsealed, anchored_seal: anchored } = verdict;
  const counts = `${entries} entries in ${streams} streams, ${seals} seals; ${unsealed} entries not sealed yet`;
  const outside = anchored === null ? "nothing outside the database to compare with" : `seal ${anchored} found outside`;
  const flaws = verdict.flaws.map(({ code, stream, seq }) => `  ${stream ?? "seal"} ${seq} ${SAID[code]}`);
  const left = verdict.flaw_count - flaws.length;
  return [
    `${verdict.sound ? "The log is what was written" : "The log is NOT what was written"}: ${counts}; ${outside}.`,
    ...flaws,
    ...(left > 0 ? [`  and ${left} more`] : []),
  ];
}

const COLUMNS = ["id", "at", "by", "action", "subject", "before", "after", "hash"] as const;

async function exportAll(
  io: Io,
  format: "jsonl" | "csv",
  filter: { readonly [name: string]: string | undefined },
): Promise<void> {
  if (format === "csv") io.out(csvLine(COLUMNS));
  let cursor: string | undefined;
  do {
    const page = await withServer(io, (api) => api.audit({ ...filter, cursor }));
    for (const entry of page.items) io.out(format === "csv" ? csvLine(COLUMNS.map(cellOf(entry))) : jsonLine(entry));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
}

const jsonLine = (entry: AuditEntry) => `${JSON.stringify(entry)}\n`;

const cellOf =
  (entry: AuditEntry) =>
  (column: (typeof COLUMNS)[number]): string => {
    const value = entry[column];
    if (value === null) return "";
    return typeof value === "string" ? value : JSON.stringify(value);
  };
