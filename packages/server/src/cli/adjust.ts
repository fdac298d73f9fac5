import { randomUUID } from "node:crypto";
import type { AdjustmentRecord, AdjustmentRequest } from "@fenqi/contract";
import { ADJUSTMENT_MOVES, type AdjustmentState } from "../engine/adjustment-moves.ts";
import {
  adjustmentDraft,
  adjustmentRequest,
  EMERGENCY_FLAGS,
  emergencyRequest,
  KINDS,
  REQUEST_FLAGS,
} from "./adjust-input.ts";
import { isMove, moveAdjustment } from "./adjust-life.ts";
import { adjustmentTable, showAdjustment } from "./adjust-show.ts";
import { type Command, EXIT, type Io, Usage } from "./command.ts";
import { withServer } from "./connection.ts";
import { oneOf, parseFlags, positionals } from "./flags.ts";
import { merchantTime } from "./local-time.ts";

export const adjust: Command = {
  summary: "pause a way, make it less visible, and bring it back, with a reason",
  help: `fenqi adjust VERB [ID] [flags]

  draft KIND                   write one: suspend, demote, restrict, reprice, withdraw, inform
    --cause maintenance        partner_terms, compliance, maintenance, business, incident, risk
    --zh TEXT --en TEXT        the public words, in both languages
    --title-zh TEXT --title-en TEXT   inform: what it is about; it changes nothing that is offered
    --back INSTANT             when it returns; FROM..UNTIL for a window; by:INSTANT for the next word; none.
                               An INSTANT is one with its zone (2027-01-24T10:00:00+08:00), or +90m, +2h, +3d from now
    --partner, --method, --offer, --count, --market, --channel, --category, --segment
                               what it reaches: every part that is given must match. At least one, or --all
    --starts INSTANT           when it is applied, where not given
    --alternatives auto        or options to point to first: a,b
    --compensation none        or a voucher's amount: 50.00, with
      --budget 50000.00 --valid-until INSTANT   and --currency CNY, --audience no_equal_way or missed_way
    --ramp 5%:30,25%:60,100%:60   how it comes back: shares of shoppers, minutes before the next
  submit ID                    ask for approval: everything is written and decided
  approve ID, reject ID        by another person than its authors; --note TEXT says why
  apply ID                     in force, or scheduled, from now on
  extend ID --back …           promise another return; the promise before stays on record
  lift ID                      bring it back, or begin to where it has a ramp
    --better-zh TEXT --better-en TEXT   what is better than before, where there is something to say
    --terms same               or new: refused where the catalogue says otherwise
  advance ID, roll-back ID     move a ramp by hand
  withdraw ID                  take back one that has not begun
  emergency                    suspend now, by one person; another reviews it within a day
    --explanation off.incident    words approved before; --cause incident where not given; --back, scope
  list                         newest first; --state STATE, --review due or overdue
  show ID                      one, with everything that happened to it

  suspend, demote, withdraw, inform   in one request, with the flags of draft: where the policy asks for no approval (the demo)

  --key TEXT                   Idempotency-Key, to repeat a command safely
  --json                       the answer as JSON

Environment: FENQI_URL (http://127.0.0.1:4180), FENQI_KEY (sk_test_demo), a secret key.
Example: fenqi adjust suspend --partner qinghe --count 12 --cause maintenance --back +2d \\
           --zh "暂不可用：支付连接正在按计划升级" --en "Not available now: planned upgrade of the payment connection"
`,
  run: async ([verb, ...args], io) => {
    const named = args[0] !== undefined && !args[0].startsWith("-");
    if (isMove(verb) && (named || verb !== "withdraw")) return moveAdjustment(verb, args, io);
    switch (verb) {
      case "suspend":
      case "demote":
      case "withdraw":
      case "inform":
        return create(verb, args, io);
      case "draft":
        return draft(args, io);
      case "emergency":
        return emergency(args, io);
      case "list":
        return list(args, io);
      case "show":
        return show(args, io);
      default:
        throw new Usage(
          "Say draft, submit, approve, reject, apply, extend, lift, withdraw, inform, emergency, list or show.",
        );
    }
  },
};

async function create(kind: AdjustmentRequest["kind"], args: readonly string[], io: Io): Promise<number> {
  const { values, positionals: rest } = parseFlags(args, REQUEST_FLAGS);
  positionals(rest);
  const body = adjustmentRequest(kind, values, io.now());
  const record = await withServer(io, (api) => api.adjust(body, { idempotencyKey: values.key ?? randomUUID() }));
  return showAdjustment(record, values.json, io);
}

async function draft(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals: rest } = parseFlags(args, REQUEST_FLAGS);
  const [kind] = positionals(rest, "KIND");
  const body = adjustmentDraft(oneOf(kind, "KIND", KINDS), values, io.now());
  const record = await withServer(io, (api) => api.draft(body, { idempotencyKey: values.key ?? randomUUID() }));
  return showAdjustment(record, values.json, io);
}

async function emergency(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals: rest } = parseFlags(args, EMERGENCY_FLAGS);
  positionals(rest);
  const body = emergencyRequest(values, io.now());
  const once = { idempotencyKey: values.key ?? randomUUID() };
  return showAdjustment(await withServer(io, (api) => api.pauseInEmergency(body, once)), values.json, io);
}

const STATES = Object.keys(ADJUSTMENT_MOVES) as AdjustmentState[];

const LIST_FLAGS = {
  state: { type: "string" },
  review: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

async function list(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals: rest } = parseFlags(args, LIST_FLAGS);
  positionals(rest);
  const filter = {
    ...(values.state && { state: oneOf(values.state, "--state", STATES) }),
    ...(values.review && { review: oneOf(values.review, "--review", ["due", "overdue"]) }),
  };
  const items = await withServer(io, async (api) => {
    const found: AdjustmentRecord[] = [];
    let cursor: string | undefined;
    do {
      const page = await api.adjustments(cursor === undefined ? filter : { ...filter, cursor });
      found.push(...page.items);
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined && found.length < 1000);
    return found;
  });
  const shown = async () => adjustmentTable(items, await withServer(io, (api) => merchantTime(api, values))).join("\n");
  io.out(`${values.json ? JSON.stringify({ items }, null, 2) : await shown()}\n`);
  return EXIT.ok;
}

async function show(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals: rest } = parseFlags(args, { json: { type: "boolean", default: false } });
  const [id] = positionals(rest, "ID");
  return showAdjustment(await withServer(io, (api) => api.adjustment(id)), values.json, io);
}
