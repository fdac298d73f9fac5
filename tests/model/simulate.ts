import { addInterval, toIsoDate } from "../../packages/core/src/calendar/index.ts";
import { type AccountId, isBalanced } from "../../packages/core/src/ledger/index.ts";
import {
  ALLOCATION_ORDERS,
  type AllocationOrder,
  balanceOf,
  createPlan,
  decide,
  type Plan,
  type PlanCommand,
  quoteSettlement,
} from "../../packages/core/src/plan/index.ts";
import { agreedFrom } from "../../packages/core/src/plan/testing/sample-plan.ts";
import type { ScheduleInput, Terms } from "../../packages/core/src/schedule/index.ts";
import { type Dice, dice } from "./dice.ts";
import { NaivePlan, type NaiveRow } from "./naive-plan.ts";

export interface Simulated {
  readonly plans: number;
  readonly steps: number;
  /** How often a command was done and refused, by its kind. */
  readonly done: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
  readonly states: Readonly<Record<string, number>>;
}

/** A plan's life; after its end a few commands more, which must be refused. */
const STEPS_PER_PLAN = 40;
const STEPS_AFTER_END = 4;
const KINDS = [
  "repay",
  "repay",
  "repay",
  "repay_exactly",
  "repay_exactly",
  "close_day",
  "close_day",
  "close_day",
  "apply_credit",
  "return_credit",
  "pay_out",
  "waive_late",
  "refund",
  "refund",
  "settle",
  "write_off",
  "open_dispute",
  "close_dispute",
  "close_dispute",
  "return_lease",
  "buy_out",
  "move_due_dates",
] as const;

/**
 * Lives plans from a seed, every command on the engine and on the naive model, and compares them after each: states, every part of
 * every row, balances, and the ledger's accounts.
 * Throws at the first difference, with the seed, the step and the command.
 */
export function simulate(seed: number, steps: number): Simulated {
  const roll = dice(seed);
  const tally = {
    done: {} as Record<string, number>,
    refused: {} as Record<string, number>,
    states: {} as Record<string, number>,
  };
  let [taken, plans] = [0, 0];
  while (taken < steps) {
    const life = begin(roll, plans++);
    let left = STEPS_PER_PLAN;
    while (left-- > 0 && taken < steps) {
      const { kind, done } = step(life, roll, `seed ${seed}, step ${taken}, plan ${plans}`);
      const side = done ? tally.done : tally.refused;
      side[kind] = (side[kind] ?? 0) + 1;
      taken++;
      if (!life.naive.running()) left = Math.min(left, STEPS_AFTER_END);
    }
    tally.states[life.plan.state] = (tally.states[life.plan.state] ?? 0) + 1;
  }
  return { plans, steps: taken, ...tally };
}

interface Life {
  plan: Plan;
  readonly naive: NaivePlan;
  readonly books: Map<AccountId, number>;
  today: number;
}

const momentOf = (day: number) => ({ at: `${toIsoDate(day)}T04:00:00.000Z`, today: toIsoDate(day) });

function begin(roll: Dice, n: number): Life {
  const input = anyInput(roll);
  const house = roll(2) === 0;
  const allocation = roll.of(Object.keys(ALLOCATION_ORDERS)) as AllocationOrder;
  const acceptance = { id: `plan_${n}`, order_ref: "o", partner_answer: "authorised", allocation } as const;
  const moment = momentOf(input.start);
  const created = createPlan(agreedFrom(input, house ? "house" : "bank"), acceptance, moment).plan;
  const activated = decide(created, { kind: "activate" }, moment);
  if (!activated.ok) throw new Error(`a plan is not activated: ${activated.error.code}`);
  const { contingent } = input.terms;
  const naive = new NaivePlan(
    created.rows.map((row) => naiveRow(row, input)),
    {
      house,
      amount: BigInt(input.amount),
      order: ALLOCATION_ORDERS[allocation],
      lateDailyPpm: BigInt(contingent!.late_daily_ppm!),
      lateFixed: BigInt(contingent!.late_fixed!),
      lateCapPpm: input.start >= CAPPED_FROM ? 240_000n : null,
      earlyPpm: BigInt(contingent!.early_ppm!),
      rebate: contingent!.early_rebate!,
      lease: created.lease && {
        deposit: BigInt(created.lease.deposit),
        buyouts: created.lease.buyouts.map(({ after, price }) => ({ after, price: BigInt(price) })),
        returnAfter: created.lease.early_return_after,
      },
    },
    input.start,
  );
  const life: Life = { plan: activated.value.plan, naive, books: new Map(), today: input.start };
  post(life, activated.value.entries);
  compare(life, `plan ${n} at its start`);
  return life;
}

/** 1 October 2025 and 1 January 2020 as days: a plan begins on either side of the Chinese ceiling on late charges. */
const CAPPED_FROM = 20_362;
const UNCAPPED_FROM = 18_262;

function naiveRow(row: Plan["rows"][number], { start }: ScheduleInput): NaiveRow {
  const zero = { principal: 0n, interest: 0n, fee: 0n, late: 0n };
  return {
    due: dayOf(row.due_on, start),
    owed: { principal: BigInt(row.principal), interest: BigInt(row.interest), fee: BigInt(row.fee), late: 0n },
    paid: zero,
    subsidy: BigInt(row.subsidy),
    fallen: false,
    accrued: 0n,
    allowed: 0n,
  };
}

/** The day that is written so; found by walking, for a plan's days are few. */
function dayOf(text: string, from: number): number {
  for (let day = from; ; day++) if (toIsoDate(day) === text) return day;
}

function anyInput(roll: Dice): ScheduleInput {
  const contingent = {
    late_daily_ppm: roll.of([0, 300, 500, 2_000]),
    late_fixed: roll.of([0, 0, 1_000]),
    early_ppm: roll.of([0, 10_000, 30_000]),
    early_rebate: roll(3) > 0,
  };
  const amount = 1 + roll(roll.of([50, 5_000, 5_000_000]));
  const fee = {
    code: "fee",
    charge: { ppm: roll(20_000) },
    per: "period",
    when: "each",
    charged_by: "qinghe",
  } as const;
  const borne = { store_bears_ppm: roll.of([0, 0, 333_333, 1_000_000]) };
  const rate_ppm = 1 + roll(360_000);
  const lease = {
    rent: { amount: 1 + roll(30_000) },
    deposit: { amount: roll(100_000) },
    buyouts: [
      { after: 2, price: { amount: 200_000 } },
      { after: 6, price: { amount: 100_000 } },
    ],
    early_return_after: roll(4),
  };
  const terms = roll.of<Terms>([
    { repayment: "flat_fee", fees: [fee], ...borne },
    { repayment: "flat_fee", fees: [fee, { ...fee, code: "first", when: "first" }], down_payment: { ppm: 200_000 } },
    { repayment: "interest_free", first_at_checkout: true },
    { repayment: "annuity", rate_ppm, ...borne },
    { repayment: "annuity", rate_ppm, fees: [fee], balloon: { ppm: 300_000 } },
    { repayment: "equal_principal", rate_ppm },
    { repayment: "interest_first", rate_ppm },
    { repayment: "bullet", rate_ppm },
    { repayment: "full" },
    { repayment: "lease", lease },
  ]);
  const count = terms.repayment === "full" ? 1 : terms.repayment === "lease" ? 6 + roll(6) : 1 + roll(12);
  const interval = { every: 1, unit: roll.of(["month", "week"] as const) };
  const from = roll(2) === 0 ? UNCAPPED_FROM : CAPPED_FROM;
  return { amount, currency: "CNY", terms: { ...terms, contingent }, count, interval, start: from + roll(365) };
}

function step(life: Life, roll: Dice, where: string): { readonly kind: string; readonly done: boolean } {
  if (roll(3) > 0) {
    life.today = roll(4) === 0 ? addInterval(life.today, life.plan.interval, 1) : life.today + roll(10);
    act(life, { kind: "close_day" }, () => life.naive.close(life.today), `${where}, close_day`);
  }
  const kind = roll.of(KINDS);
  const [command, naively] = commandOf(life, kind, roll);
  return { kind, done: act(life, command, naively, `${where}, ${kind}`) };
}

type Naively = () => "done" | "refused";

function commandOf({ plan, naive, today }: Life, kind: (typeof KINDS)[number], roll: Dice): [PlanCommand, Naively] {
  const amount = (most: bigint) => 1 + roll(Math.max(1, Number(most) + (roll(10) === 0 ? 1_000 : 0)));
  switch (kind) {
    case "repay": {
      const [paid, arrived] = [amount(naive.owes()), roll(5) === 0];
      return [{ kind, amount: paid, arrived }, () => naive.repay(BigInt(paid), arrived, today)];
    }
    case "repay_exactly": {
      const due = Math.max(1, Number(naive.owesBy(today) || naive.owes()));
      return [{ kind: "repay", amount: due }, () => naive.repay(BigInt(due), false, today)];
    }
    case "close_day":
      return [{ kind }, () => naive.close(today)];
    case "apply_credit":
    case "return_credit": {
      const used = amount(naive.credit);
      const naively = () =>
        kind === "apply_credit" ? naive.applyCredit(BigInt(used), today) : naive.returnCredit(BigInt(used));
      return [{ kind, amount: used }, naively];
    }
    case "pay_out": {
      const paid = amount(naive.payable);
      return [{ kind, amount: paid }, () => naive.payOut(BigInt(paid))];
    }
    case "waive_late": {
      const waived = amount(naive.rows.reduce((sum, { owed, paid }) => sum + owed.late - paid.late, 0n));
      return [{ kind, amount: waived }, () => naive.waive(BigInt(waived), today)];
    }
    case "refund": {
      const left = naive.terms.amount - naive.refunded;
      const refunded = roll(4) === 0 ? Math.max(1, Number(left)) : amount(left);
      return [{ kind, amount: refunded, reason: "returned" }, () => naive.refund(BigInt(refunded), today)];
    }
    case "settle": {
      const quote = quoteSettlement(plan, momentOf(today));
      if (!quote.ok) return [{ kind: "buy_out" }, () => naive.buyOut(today)];
      return [{ kind, quote: quote.value }, () => naive.settle(today)];
    }
    case "write_off":
      if (roll(3) > 0) return [{ kind: "close_day" }, () => naive.close(today)];
      return [{ kind, reason: "lost" }, () => naive.writeOff(today)];
    case "open_dispute": {
      const held = roll(2) * roll(10_000);
      return [{ kind, reason: "not_received", held }, () => naive.openDispute(BigInt(held))];
    }
    case "close_dispute": {
      const given = roll(2) === 0 ? 0 : amount(naive.terms.amount - naive.refunded);
      return [{ kind, given_back: given }, () => naive.closeDispute(BigInt(given), today)];
    }
    case "return_lease": {
      const damage = roll(2) * roll(20_000);
      return [{ kind, damage }, () => naive.returnLease(BigInt(damage), today)];
    }
    case "buy_out":
      return [{ kind }, () => naive.buyOut(today)];
    case "move_due_dates": {
      if (plan.interval.unit !== "week") return [{ kind: "close_day" }, () => naive.close(today)];
      const to = today + roll(16);
      return [{ kind, next_due_on: toIsoDate(to) }, () => naive.moveWeeks(to, today)];
    }
  }
}

/** One command on both. Returns whether it was done. */
function act(life: Life, command: PlanCommand, naively: Naively, where: string): boolean {
  const decision = decide(life.plan, command, momentOf(life.today));
  const answer = naively();
  if (decision.ok !== (answer === "done")) {
    throw new Error(`${where}: the engine says ${JSON.stringify(decision.ok || decision)}, the model ${answer}`);
  }
  if (!decision.ok) return false;
  life.plan = decision.value.plan;
  if (!isBalanced(decision.value.entries)) throw new Error(`${where}: entries do not balance`);
  post(life, decision.value.entries);
  compare(life, where);
  return true;
}

function post({ books }: Life, entries: readonly { readonly account: AccountId; readonly amount: number }[]): void {
  for (const { account, amount } of entries) books.set(account, (books.get(account) ?? 0) + amount);
}

function compare({ plan, naive, books, today }: Life, where: string): void {
  const { outstanding, due_now, overdue } = balanceOf(plan, toIsoDate(today));
  const runs = naive.running();
  const held = (account: AccountId) => books.get(account) ?? 0;
  const { house } = naive.terms;
  const engine: unknown[] = [
    plan.state,
    outstanding,
    due_now,
    overdue,
    plan.credit,
    plan.refund_payable,
    plan.refunded,
  ];
  const model: unknown[] = [
    naive.state,
    runs ? naive.owes() : 0n,
    runs ? naive.owesBy(today) : 0n,
    runs ? naive.owesBy(today - 1) : 0n,
    naive.credit,
    naive.payable,
    naive.refunded,
  ];
  const { paid_back: back } = plan;
  engine.push(back.principal, back.interest, back.fee, back.subsidy, plan.lease?.deposit ?? 0, plan.dispute?.held ?? 0);
  model.push(naive.back.principal, naive.back.interest, naive.back.fee, naive.back.subsidy);
  model.push(naive.terms.lease?.deposit ?? 0n, naive.held);
  const owed = naive.state === "written_off" ? 0n : naive.owes();
  engine.push(held(house ? "shopper_receivable" : "memo_shopper_owes"), 0 - held("unapplied_credit"));
  model.push(owed, naive.credit);
  engine.push(0 - held("refunds_payable"), held("disputes_held"), house ? held("cash_in_transit") : 0);
  model.push(naive.payable, naive.held, house ? naive.cash : 0n);
  plan.rows.forEach((row, at) => {
    const other = naive.rows[at]!;
    engine.push(row.n, row.principal, row.interest, row.fee, row.late, row.subsidy);
    model.push(row.n, other.owed.principal, other.owed.interest, other.owed.fee, other.owed.late, other.subsidy);
    engine.push(row.paid_principal, row.paid_interest, row.paid_fee, row.paid_late);
    model.push(other.paid.principal, other.paid.interest, other.paid.fee, other.paid.late);
  });
  if (engine.join() !== model.join()) throw new Error(`${where}:\n  engine ${engine.join()}\n  model  ${model.join()}`);
}
