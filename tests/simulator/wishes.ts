import { toEpochDay, toIsoDate } from "../../packages/core/src/calendar/index.ts";
import { balanceOf, outstandingOf, type PlanCommand } from "../../packages/core/src/plan/index.ts";
import { momentOf } from "../../packages/server/src/engine/change-plan.ts";
import type { StoredPlan } from "../../packages/server/src/engine/ports.ts";
import { askSettlement } from "../../packages/server/src/engine/quote-settlement.ts";
import type { Dice } from "../model/dice.ts";
import type { Wish } from "./operations.ts";
import { MERCHANT, type SimulatedServer } from "./server.ts";

type Kind = PlanCommand["kind"];

/** What may be wanted of a plan in each state, as often as it stands here. Some of it is refused. */
const WANTED: { readonly [state: string]: readonly Kind[] } = {
  accepted: ["activate", "activate", "activate", "activate", "activate", "cancel", "repay"],
  active: [
    ...Array<Kind>(14).fill("repay"),
    ...(["refund", "settle", "move_due_dates", "open_dispute", "buy_out", "return_lease", "pay_out"] as const),
    ...(["apply_credit", "return_credit", "activate"] as const),
  ],
  overdue: [
    ...Array<Kind>(8).fill("repay"),
    ...(["waive_late", "settle", "write_off", "refund", "open_dispute", "buy_out", "return_lease"] as const),
  ],
  disputed: ["close_dispute", "close_dispute", "close_dispute", "repay", "refund", "write_off"],
  settled: ["refund", "pay_out", "pay_out", "return_credit", "return_credit", "open_dispute", "repay", "repay"],
  refunded: ["pay_out", "return_credit", "refund"],
  returned: ["pay_out", "return_credit"],
  written_off: ["repay", "repay", "pay_out", "write_off"],
};

/** Something that a client may want of a plan now; undefined where it leaves it alone. */
export async function anyWish(server: SimulatedServer, stored: StoredPlan, roll: Dice): Promise<Wish | undefined> {
  const { plan, movements } = stored;
  const failed = movements.find(({ state }) => state === "failed");
  if (failed && roll(2) === 0) return { kind: "retry", plan: plan.id, movement: failed.n };
  const kinds = WANTED[plan.state];
  if (!kinds) return undefined;
  const command = await commandOf(server, stored, roll.of(kinds), roll);
  return command && { kind: "change", plan: plan.id, command };
}

async function commandOf(
  { deps }: SimulatedServer,
  stored: StoredPlan,
  kind: Kind,
  roll: Dice,
): Promise<PlanCommand | undefined> {
  const { plan } = stored;
  const { today } = momentOf(deps, MERCHANT, stored);
  /** Mostly possible. */
  const upTo = (most: number) => 1 + roll(Math.max(1, most + (roll(12) === 0 ? 5_000 : 0)));
  switch (kind) {
    case "activate":
    case "buy_out":
      return { kind };
    case "cancel":
      return { kind, reason: "asked_for" };
    case "repay": {
      const { due_now } = balanceOf(plan, today);
      const owed = outstandingOf(plan);
      const next = plan.rows.find(({ due_on }) => due_on > today);
      const coming = next ? next.principal + next.interest + next.fee : owed;
      const amount = roll(4) === 0 ? upTo(owed) : Math.max(1, Math.min(owed, due_now || coming));
      return { kind, amount, arrived: roll(6) === 0 };
    }
    case "refund":
      return {
        kind,
        amount: roll(4) === 0 ? plan.amount - plan.refunded || 1 : upTo(plan.amount / 4),
        reason: "returned",
      };
    case "settle": {
      const quoted = await askSettlement(deps, MERCHANT, plan.id);
      if (!quoted.ok) return undefined;
      const { settlement_quote } = quoted.value;
      return { kind, quote: deps.settlements.open(settlement_quote)! };
    }
    case "move_due_dates":
      return { kind, next_due_on: toIsoDate(toEpochDay(today) + roll(45)) };
    case "waive_late":
      return { kind, amount: upTo(plan.rows.reduce((sum, { late, paid_late }) => sum + late - paid_late, 0)) };
    case "apply_credit":
    case "return_credit":
      return plan.credit === 0 && roll(4) > 0 ? undefined : { kind, amount: upTo(plan.credit) };
    case "pay_out":
      return plan.refund_payable === 0 && roll(4) > 0 ? undefined : { kind, amount: upTo(plan.refund_payable) };
    case "write_off":
      return roll(3) === 0 ? { kind, reason: "lost" } : undefined;
    case "open_dispute":
      return { kind, reason: "not_received", held: roll(2) * roll(10_000) };
    case "close_dispute":
      return { kind, given_back: roll(3) === 0 ? upTo((plan.amount - plan.refunded) / 2) : 0 };
    case "return_lease":
      return { kind, damage: roll(2) * roll(20_000) };
    default:
      return undefined;
  }
}
