import { randomUUID } from "node:crypto";
import type { CatalogueChange } from "@fenqi/contract";
import { type CatalogueFile, readCatalogue } from "./catalogue-file.ts";
import { type Command, EXIT, type Io, Usage } from "./command.ts";
import { withServer } from "./connection.ts";
import { parseFlags, positionals } from "./flags.ts";
import { issueLines } from "./issue-lines.ts";
import { table } from "./table.ts";

const FLAGS = { json: { type: "boolean", default: false }, base: { type: "string" }, key: { type: "string" } } as const;

export const catalogue: Command = {
  summary: "check, compare or apply a catalogue file",
  help: `fenqi catalogue validate|diff|apply FILE [flags]

FILE is YAML or JSON and holds one merchant's whole state. Errors name file:line:column and the field.

  validate FILE    every error in the file; asks no server
  diff FILE        what applying it would change; lines marked ! take something away from shoppers
  apply FILE       apply it on top of the version it was made from. What removes, narrows, reprices or demotes an offer
                   is refused: that is an adjustment, with a reason in public (fenqi help adjust)

  --base VERSION   the version it was made from, where the file has no base_version; "none" for the first catalogue.
                   Where neither says, the version in force
  --key TEXT       Idempotency-Key of an apply, to repeat it safely
  --json           the answer as JSON

Environment: FENQI_URL (http://127.0.0.1:4180), FENQI_KEY (sk_test_demo).
The JSON Schema for editors is at /v1/catalogue/schema.json.
`,
  run: async (args, io) => {
    const { values, positionals: rest } = parseFlags(args, FLAGS);
    const [verb, path] = positionals(rest, "validate|diff|apply", "FILE");
    if (verb !== "validate" && verb !== "diff" && verb !== "apply") {
      throw new Usage(`fenqi catalogue has no ${JSON.stringify(verb)}.`);
    }
    const file = readCatalogue(path);
    if (verb === "validate") return sound(file, values.json, io);
    return verb === "diff" ? showDiff(file, values.json, io) : apply(file, values, io);
  },
};

function sound({ document, catalogue }: CatalogueFile, json: boolean, io: Io): number {
  const counted = (["partner", "offer", "adjustment"] as const).map((what) => {
    const { length } = catalogue[`${what}s`];
    return `${length} ${what}${length === 1 ? "" : "s"}`;
  });
  io.out(
    json ? `${JSON.stringify({ sound: true, issues: [] })}\n` : `${document.file} is sound: ${counted.join(", ")}.\n`,
  );
  return EXIT.ok;
}

async function showDiff(file: CatalogueFile, json: boolean, io: Io): Promise<number> {
  const diff = await withServer(io, (api) => api.diffCatalogue(file.catalogue), fileLines(file));
  io.out(json ? `${JSON.stringify(diff, null, 2)}\n` : `${changeLines(diff.changes).join("\n")}\n`);
  return EXIT.ok;
}

async function apply(
  file: CatalogueFile,
  values: { readonly base?: string | undefined; readonly key?: string | undefined; readonly json: boolean },
  io: Io,
): Promise<number> {
  const applied = await withServer(
    io,
    async (api) => {
      const named = values.base ?? file.baseVersion ?? (await api.catalogue()).version;
      const body = { base_version: named === "none" ? null : named, catalogue: file.catalogue };
      return api.applyCatalogue(body, { idempotencyKey: values.key ?? randomUUID() });
    },
    fileLines(file),
  );
  io.out(
    values.json
      ? `${JSON.stringify(applied, null, 2)}\n`
      : `${changeLines(applied.changes).join("\n")}\nIn force as version ${applied.version}.\n`,
  );
  return EXIT.ok;
}

/** Puts the server's pointers at their lines in the file. */
const fileLines = (file: CatalogueFile) => (errors: Parameters<typeof issueLines>[1]) =>
  issueLines(
    file.document,
    errors.map((error) => ({ ...error, pointer: error.pointer.replace(/^\/catalogue/, "") })),
  );

function changeLines(changes: readonly CatalogueChange[]): string[] {
  if (changes.length === 0) return ["Nothing changes."];
  const signs: Record<string, string> = { added: "+", removed: "-", changed: "~" };
  const rows = changes.map(({ kind, id, change, fields, taken }) => [
    `${taken ? "!" : " "}${signs[change]}`,
    kind,
    id,
    fields.join(" "),
  ]);
  return table([{ head: "" }, { head: "kind" }, { head: "id" }, { head: "fields" }], rows);
}
