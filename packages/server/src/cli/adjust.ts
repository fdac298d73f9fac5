import { randomUUID } from "node:crypto";
import type { AdjustmentRecord, AdjustmentRequest } from "@fenqi/contract";
import { adjustmentRequest, LIFT_FLAGS, REQUEST_FLAGS } from "./adjust-input.ts";
import { type Command, EXIT, type Io, Usage } from "./command.ts";
import { withServer } from "./connection.ts";
import { parseFlags, positionals } from "./flags.ts";
import { table } from "./table.ts";

export const adjust: Command = {
  summary: "pause a way, make it less visible, and bring it back, with a reason",
  help: `fenqi adjust suspend|demote|withdraw|lift|list [flags]

  suspend, demote, withdraw    pause ways, fold them under "more ways", or end them for good
    --cause maintenance        partner_terms, compliance, maintenance, business, incident, risk
    --zh TEXT --en TEXT        the public words, in both languages
    --back 2026-11-24T02:00:00Z   when it returns; FROM..UNTIL for a window; by:INSTANT for the next word; none
    --partner, --method, --offer, --count, --market, --channel, --category, --segment
                               what it reaches: every part that is given must match. At least one, or --all
    --starts INSTANT           now where not given
    --alternatives a,b         options to point to first; ranked by the rules where not given
  lift ID                      bring it back
    --better-zh TEXT --better-en TEXT   what is better than before, where there is something to say
  list                         newest first

  --key TEXT                   Idempotency-Key, to repeat a command safely
  --json                       the answer as JSON

Environment: FENQI_URL (http://127.0.0.1:4180), FENQI_KEY (sk_test_demo), a secret key.
Example: fenqi adjust suspend --partner qinghe --count 12 --cause maintenance --back 2026-11-24T02:00:00Z \\
           --zh "暂不可用：支付连接正在按计划升级" --en "Not available now: planned upgrade of the payment connection"
`,
  run: async ([verb, ...args], io) => {
    switch (verb) {
      case "suspend":
      case "demote":
      case "withdraw":
        return create(verb, args, io);
      case "lift":
        return lift(args, io);
      case "list":
        return list(args, io);
      default:
        throw new Usage("Say suspend, demote, withdraw, lift or list.");
    }
  },
};

async function create(kind: AdjustmentRequest["kind"], args: readonly string[], io: Io): Promise<number> {
  const { values, positionals: rest } = parseFlags(args, REQUEST_FLAGS);
  positionals(rest);
  const body = adjustmentRequest(kind, values);
  const record = await withServer(io, (api) => api.adjust(body, { idempotencyKey: values.key ?? randomUUID() }));
  return show(record, values.json, io);
}

async function lift(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals: rest } = parseFlags(args, LIFT_FLAGS);
  const [id] = positionals(rest, "ID");
  const { "better-zh": zh, "better-en": en } = values;
  if ((zh === undefined) !== (en === undefined)) throw new Usage("Give --better-zh and --better-en, or neither.");
  const body = zh === undefined || en === undefined ? {} : { better: { "zh-CN": zh, en } };
  const record = await withServer(io, (api) => api.lift(id, body, { idempotencyKey: values.key ?? randomUUID() }));
  return show(record, values.json, io);
}

async function list(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals: rest } = parseFlags(args, { json: { type: "boolean", default: false } });
  positionals(rest);
  const items = await withServer(io, async (api) => {
    const found: AdjustmentRecord[] = [];
    let cursor: string | undefined;
    do {
      const page = await api.adjustments(cursor === undefined ? {} : { cursor });
      found.push(...page.items);
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined && found.length < 1000);
    return found;
  });
  io.out(values.json ? `${JSON.stringify({ items }, null, 2)}\n` : `${adjustmentTable(items).join("\n")}\n`);
  return EXIT.ok;
}

function show(record: AdjustmentRecord, json: boolean, io: Io): number {
  const { id, kind, explanation } = record.adjustment;
  io.out(
    json
      ? `${JSON.stringify(record, null, 2)}\n`
      : `${id}  ${kind}  ${record.state}\n  ${explanation["zh-CN"]}\n  ${explanation.en}\n`,
  );
  return EXIT.ok;
}

function adjustmentTable(items: readonly AdjustmentRecord[]): string[] {
  const heads = ["id", "kind", "cause", "state", "reaches", "starts", "explanation"];
  const rows = items.map(({ adjustment, state }) => [
    adjustment.id,
    adjustment.kind,
    adjustment.cause,
    state,
    Object.entries(adjustment.scope)
      .map(([part, value]) => `${part}=${value}`)
      .join(" ") || "everything",
    adjustment.starts_at.slice(0, 16),
    adjustment.explanation["zh-CN"],
  ]);
  return table(
    heads.map((head) => ({ head })),
    rows,
  );
}
