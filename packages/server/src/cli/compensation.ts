import { randomUUID } from "node:crypto";
import type { FenqiClient } from "@fenqi/client";
import type { CompensationPreview, CompensationRecord } from "@fenqi/contract";
import { formatAmount } from "./amount.ts";
import { type Command, EXIT, type Io, Usage } from "./command.ts";
import { withServer } from "./connection.ts";
import { needed, parseFlags, positionals } from "./flags.ts";
import { merchantTime } from "./local-time.ts";
import { table } from "./table.ts";

const text = { type: "string" } as const;
const FLAGS = { from: text, until: text, note: text, key: text, json: { type: "boolean", default: false } } as const;

interface Values {
  readonly from?: string;
  readonly until?: string;
  readonly note?: string;
  readonly key?: string;
  readonly json: boolean;
}

type Verb = (id: string, values: Values, io: Io) => Promise<number>;

const once = ({ key = randomUUID() }: Values) => ({ idempotencyKey: key });
const noted = ({ note }: Values) => (note === undefined ? {} : { note });
const period = ({ from, until }: Values) => ({ ...(from && { from }), ...(until && { until }) });

const VERBS: { readonly [verb: string]: Verb } = {
  preview: async (adjustment, values, io) =>
    say(
      await withServer(io, (api) => api.previewCompensation({ adjustment, ...period(values) })),
      values,
      io,
      previewed,
    ),
  create: record((api, adjustment, values) => api.compensate({ adjustment, ...period(values) }, once(values))),
  submit: record((api, id, values) => api.submitCompensation(id, once(values))),
  approve: record((api, id, values) => api.approveCompensation(id, noted(values), once(values))),
  reject: record((api, id, values) =>
    api.rejectCompensation(id, { note: needed(values.note, "--note") }, once(values)),
  ),
  show: record((api, id) => api.compensation(id)),
  grants: async (id, values, io) => {
    const [page, time] = await withServer(io, (api) => Promise.all([api.grants(id), merchantTime(api, values)]));
    return say(page, values, io, ({ items }) =>
      table(
        [{ head: "voucher" }, { head: "shopper" }, { head: "state" }, { head: `used at (${time.zone})` }],
        items.map(({ id: voucher, shopper, state, redeemed_at: used }) => [
          voucher,
          shopper ?? "",
          state,
          time.minute(used),
        ]),
      ),
    );
  },
};

export const compensation: Command = {
  summary: "give vouchers to those who missed a way, within a budget, by two people",
  help: `fenqi compensation VERB ID [flags]

  preview ADJUSTMENT           who would get a voucher and what it would cost, changing nothing
  create ADJUSTMENT            draft it, by the rule that stands on the adjustment
    --from INSTANT --until INSTANT   a part of the time that it was in force
  submit ID                    ask for approval
  approve ID, reject ID        by another person; --note TEXT says why. Approved, vouchers are granted from here on
  show ID                      one, and how far it is
  grants ID                    the first hundred vouchers, without their codes

  --key TEXT                   Idempotency-Key, to repeat a command safely
  --json                       the answer as JSON

Environment: FENQI_URL (http://127.0.0.1:4180), FENQI_KEY (sk_test_demo), a secret key.
Example: fenqi compensation preview adj_yunshan_24_terms
`,
  run: async ([verb = "", ...args], io) => {
    const run = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
    if (!run) throw new Usage(`Say ${Object.keys(VERBS).join(", ")}.`);
    const { values, positionals: rest } = parseFlags(args, FLAGS);
    const [id] = positionals(rest, "ID");
    return run(id, values, io);
  },
};

function record(ask: (api: FenqiClient, id: string, values: Values) => Promise<CompensationRecord>): Verb {
  return async (id, values, io) => say(await withServer(io, (api) => ask(api, id, values)), values, io, recorded);
}

function say<T>(answer: T, { json }: Values, io: Io, lines: (answer: T) => readonly string[]): number {
  io.out(json ? `${JSON.stringify(answer, null, 2)}\n` : `${lines(answer).join("\n")}\n`);
  return EXIT.ok;
}

function previewed({ rule, quotes, complete, shoppers, vouchers, cost, left_out, spent }: CompensationPreview) {
  const money = (minor: number) => `${rule.currency} ${formatAmount(minor, rule.currency)}`;
  return facts([
    ["quotes", complete ? String(quotes) : `the first ${quotes}`],
    ["shoppers", String(shoppers)],
    ["vouchers", `${vouchers} of ${money(rule.amount)}`],
    ["cost", `${money(cost)} of ${money(rule.budget - spent)} left`],
    ["left out", String(left_out)],
  ]);
}

function recorded({ id, adjustment, state, authors, decision, progress }: CompensationRecord) {
  return facts([
    ["id", id],
    ["adjustment", adjustment],
    ["state", state],
    ["asked by", authors.join(", ")],
    ["decided by", decision ? `${decision.by}${decision.note === null ? "" : `: ${decision.note}`}` : "nobody yet"],
    ["granted", `${progress.granted}, left out ${progress.left_out}, from ${progress.quotes} quotes`],
  ]);
}

const facts = (rows: readonly (readonly [name: string, value: string])[]): string[] =>
  rows.map(([name, value]) => `${name.padEnd(12)}${value}`);
