import type { CaseRecord, CaseView } from "@fenqi/contract";
import { CASE_MOVES, type CaseState } from "../engine/case-moves.ts";
import { type Command, EXIT, type Io, Usage } from "./command.ts";
import { withServer } from "./connection.ts";
import { oneOf, parseFlags, positionals } from "./flags.ts";
import { type LocalTime, merchantTime } from "./local-time.ts";
import { table } from "./table.ts";

const FLAGS = {
  state: { type: "string" },
  queue: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

const STATES = Object.keys(CASE_MOVES) as CaseState[];
const QUEUES = ["availability", "review", "plans", "general"] as const;

export const cases: Command = {
  summary: "the queue of support, and one case with what may be said",
  help: `fenqi cases list | show ID [flags]

  list                      what is due first, first
    --state open            open, answered or closed
    --queue review          availability, review, plans or general
  show ID                   the conversation, why the way was missing, what may and must not be said
    --json                  the agent's whole view, with the replayed quote and the trace of every condition

Environment: FENQI_URL (http://127.0.0.1:4180), FENQI_KEY (sk_test_demo), a secret key.
`,
  run: async (args, io) => {
    const { values, positionals: rest } = parseFlags(args, FLAGS);
    const [verb, id, ...more] = rest;
    positionals(more);
    if (verb === "list" && id === undefined) await listCases(io, values);
    else if (verb === "show" && id !== undefined) await showCase(io, id, values.json);
    else throw new Usage("Say list, or show and a case's id.");
    return EXIT.ok;
  },
};

async function listCases(
  io: Io,
  { state, queue }: { readonly state?: string | undefined; readonly queue?: string | undefined },
): Promise<void> {
  const query = {
    ...(state === undefined ? {} : { state: oneOf(state, "--state", STATES) }),
    ...(queue === undefined ? {} : { queue: oneOf(queue, "--queue", QUEUES) }),
  };
  const [{ items }, time] = await withServer(io, (api) =>
    Promise.all([api.cases(query), merchantTime(api, { json: false })]),
  );
  const rows = items.map((item) => [
    item.id,
    item.queue,
    item.state,
    `${time.minute(item.due_at)}${item.overdue ? " overdue" : ""}`,
    item.offer ?? "",
    item.assignee ?? "",
  ]);
  const columns = ["case", "queue", "state", `due (${time.zone})`, "way", "with"].map((head) => ({ head }));
  io.out(`${table(columns, rows).join("\n")}\n`);
}

async function showCase(io: Io, id: string, json: boolean): Promise<void> {
  const [view, time] = await withServer(io, (api) => Promise.all([api.viewCase(id), merchantTime(api, { json })]));
  io.out(json ? `${JSON.stringify(view, null, 2)}\n` : `${viewLines(view, time).join("\n")}\n`);
}

function viewLines(view: CaseView, time: LocalTime): string[] {
  const { locale, state, queue, quote_code: code } = view.case;
  const sayings = (title: string, list: CaseView["may_say"]) => [
    title,
    ...list.map(
      ({ words, explanation }) =>
        `  ${words[locale]}${explanation ? `  [${explanation.id}@${explanation.version}]` : ""}`,
    ),
  ];
  return [
    `${view.case.id}  ${queue}  ${state}${code === null ? "" : `  quote ${code}`}`,
    ...view.case.entries.map((entry) => entryLine(entry, time)),
    ...sayings("May say:", view.may_say),
    ...sayings("Must not say:", view.must_not_say),
  ];
}

/** What a shopper wrote commands no terminal. */
const entryLine = ({ at, kind, by, text }: CaseRecord["entries"][number], time: LocalTime): string =>
  `  ${time.minute(at)}  ${kind === by ? by : `${kind} (${by})`}${text === null ? "" : `: ${text.replace(/\p{Cc}+/gu, " ")}`}`;
