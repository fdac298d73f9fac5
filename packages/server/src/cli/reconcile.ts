import { openAsBlob } from "node:fs";
import type { FenqiClient } from "@fenqi/client";
import type { ExceptionQuery } from "@fenqi/contract";
import { EXCEPTION_MOVES, EXCEPTION_REASONS, type ExceptionState, RESOLUTIONS } from "@fenqi/core/reconciliation";
import { type Command, EXIT, type Io, Refused, Usage } from "./command.ts";
import { withServer } from "./connection.ts";
import { needed, oneOf, parseFlags, positionals } from "./flags.ts";
import { exceptionsText, exceptionText, reconciliationsText, reconciliationText } from "./reconciliation-text.ts";

const FLAGS = {
  partner: { type: "string" },
  format: { type: "string" },
  from: { type: "string" },
  until: { type: "string" },
  state: { type: "string" },
  reason: { type: "string" },
  as: { type: "string" },
  note: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

const STATES = Object.keys(EXCEPTION_MOVES) as ExceptionState[];

export const reconcile: Command = {
  summary: "match a partner's settlement file with the books",
  help: `fenqi reconcile import | list | show | exceptions | resolve | approve | undo [flags]

  import FILE --partner wallet         import a file and match it, both ways; the same file again answers what it came to
    --format sandbox                   sandbox, alipay or stripe; the connected partner's own where not given
    --from 2026-11-24 --until …        the days it is about; those of its first and last row where not given
  list [--partner wallet]              the files that were imported, newest first
  show RECONCILIATION                  one file, with every cent explained
  exceptions RECONCILIATION            what the file and the books don't agree on
    --reason fee_differs               ${EXCEPTION_REASONS.join(", ")}
    --state open                       ${STATES.join(", ")}
  resolve RECONCILIATION EXCEPTION --as accepted --note TEXT
                                       ${RESOLUTIONS.join(", ")}; a larger one waits for a second person
  approve RECONCILIATION EXCEPTION     agree to what another person proposes
  undo RECONCILIATION EXCEPTION --note TEXT
                                       open it again, and turn around what was booked for it
    --json                             any answer as JSON, amounts in minor units

import makes the exit code 1 where the file leaves exceptions.
Environment: FENQI_URL (http://127.0.0.1:4180), FENQI_KEY (sk_test_demo), a secret key.
`,
  run: async (args, io) => {
    const { values, positionals: rest } = parseFlags(args, FLAGS);
    const [verb, ...more] = rest;
    if (verb === undefined || !Object.hasOwn(VERBS, verb)) {
      throw new Usage(`Say one of ${Object.keys(VERBS).join(", ")}.`);
    }
    const tell: Tell = (answer, text) =>
      io.out(values.json ? `${JSON.stringify(answer, null, 2)}\n` : `${text(answer).join("\n")}\n`);
    return (await VERBS[verb as keyof typeof VERBS]({ io, values, rest: more, tell })) ?? EXIT.ok;
  },
};

type Tell = <T>(answer: T, text: (answer: T) => readonly string[]) => void;

interface Asked {
  readonly io: Io;
  readonly values: { readonly [F in Exclude<keyof typeof FLAGS, "json">]?: string };
  readonly rest: readonly string[];
  readonly tell: Tell;
}

/** What each verb does; resolves to the exit code where it is not 0. */
const VERBS = {
  async import({ io, values, rest, tell }: Asked) {
    const [file] = positionals(rest, "FILE");
    const { from, until } = values;
    const format = values.format && oneOf(values.format, "--format", ["sandbox", "alipay", "stripe"]);
    const partner = needed(values.partner, "--partner");
    const query = { partner, ...(format && { format }), ...(from && { from }), ...(until && { until }) };
    const blob = await openFile(file);
    const answer = await withServer(io, (api) => api.importSettlementFile(blob, query));
    tell(answer, reconciliationText);
    const parts = answer.summary?.flatMap((each) => each.parts) ?? [];
    return parts.every(({ part }) => part === "matched" || part === "paid_out") ? EXIT.ok : EXIT.refused;
  },

  async list({ io, values: { partner }, rest, tell }: Asked) {
    positionals(rest);
    const query = partner === undefined ? {} : { partner };
    tell(await everyPage(io, (api, cursor) => api.reconciliations({ ...query, ...cursor })), reconciliationsText);
  },

  async show({ io, rest, tell }: Asked) {
    const [id] = positionals(rest, "RECONCILIATION");
    tell(await withServer(io, (api) => api.reconciliation(id)), reconciliationText);
  },

  async exceptions({ io, values, rest, tell }: Asked) {
    const [id] = positionals(rest, "RECONCILIATION");
    const query: ExceptionQuery = {
      ...(values.reason && { reason: oneOf(values.reason, "--reason", EXCEPTION_REASONS) }),
      ...(values.state && { state: oneOf(values.state, "--state", STATES) }),
    };
    tell(await everyPage(io, (api, cursor) => api.exceptions(id, { ...query, ...cursor })), exceptionsText);
  },

  async resolve({ io, values, rest, tell }: Asked) {
    const [id, exception] = positionals(rest, "RECONCILIATION", "EXCEPTION");
    const resolution = oneOf(needed(values.as, "--as"), "--as", RESOLUTIONS);
    const body = { resolution, note: needed(values.note, "--note") };
    tell(await withServer(io, (api) => api.resolveException(id, exception, body)), exceptionText);
  },

  async approve({ io, rest, tell }: Asked) {
    const [id, exception] = positionals(rest, "RECONCILIATION", "EXCEPTION");
    tell(await withServer(io, (api) => api.approveException(id, exception)), exceptionText);
  },

  async undo({ io, values, rest, tell }: Asked) {
    const [id, exception] = positionals(rest, "RECONCILIATION", "EXCEPTION");
    const note = needed(values.note, "--note");
    tell(await withServer(io, (api) => api.undoResolution(id, exception, { note })), exceptionText);
  },
} as const;

/** Read as it is sent, so that memory stays flat. */
async function openFile(file: string): Promise<Blob> {
  try {
    return await openAsBlob(file);
  } catch {
    throw new Refused(`${file} cannot be read.`);
  }
}

interface Page<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
}

async function everyPage<T>(
  io: Io,
  ask: (api: FenqiClient, cursor: { readonly cursor?: string }) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  for (let cursor: { readonly cursor?: string } | undefined = {}; cursor; ) {
    const page: Page<T> = await withServer(io, (api) => ask(api, cursor!));
    items.push(...page.items);
    cursor = page.next_cursor === null ? undefined : { cursor: page.next_cursor };
  }
  return items;
}
