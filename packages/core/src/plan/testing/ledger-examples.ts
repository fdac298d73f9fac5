import type { Entry } from "../../ledger/index.ts";
import { FLAT_12 } from "../../quote/sample-catalogue.ts";
import { LEASE } from "../../schedule/testing/any-plan.ts";
import type { PlanCommand } from "../decide.ts";
import { quoteSettlement } from "../settle.ts";
import type { Plan, PlanDecision } from "../types.ts";
import { mustDecide, newPlan, on, type SampleAgreement } from "./sample-plan.ts";

/** One worked example of docs/rules/ledger.md: its heading there, and the entries that the engine makes. */
export interface LedgerExample {
  readonly heading: string;
  readonly entries: readonly Entry[];
}

/** 4,999.00 over 12 at 0.60 % a period, agreed on 22 May 2026. */
const LOAN: SampleAgreement = { terms: FLAT_12 };
const ANNUITY: SampleAgreement = { terms: { repayment: "annuity", rate_ppm: 120_000 } };
const BORNE: SampleAgreement = { terms: { ...FLAT_12, store_bears_ppm: 500_000 }, kind: "consumer_finance" };
/** Rent 289.00, deposit 1,000.00, 2,199.00 to own it after 12 rents. */
const RENT: SampleAgreement = { terms: LEASE, kind: "house", method: "lease" };

const at = (day: string) => (plan: Plan, command: PlanCommand) => mustDecide(plan, command, on(day));
const closed = (plan: Plan, day: string): Plan => at(day)(plan, { kind: "close_day" }).plan;

/** Pays what falls due on each of these days. */
function kept(plan: Plan, months: readonly string[]): Plan {
  return months.reduce((now, day) => {
    const due = closed(now, day);
    const row = due.rows.find(({ due_on }) => due_on === day)!;
    return at(day)(due, { kind: "repay", amount: row.principal + row.fee }).plan;
  }, plan);
}

const monthsTo = (last: number): string[] =>
  Array.from(
    { length: last },
    (_, k) => `${2026 + Math.floor((k + 5) / 12)}-${String(((k + 5) % 12) + 1).padStart(2, "0")}-22`,
  );

function settled(plan: Plan, day: string): PlanDecision {
  const quote = quoteSettlement(plan, on(day));
  if (!quote.ok) throw new Error(quote.error.code);
  return at(day)(plan, { kind: "settle", quote: quote.value });
}

/** Every event in the order of the page. */
export function ledgerExamples(): readonly LedgerExample[] {
  const examples: LedgerExample[] = [];
  const show = (heading: string, { plan, entries }: PlanDecision): Plan => {
    examples.push({ heading, entries });
    return plan;
  };

  const loan = show("House: the goods go out", at("2026-05-22")(newPlan(LOAN), { kind: "activate" }));
  const due = show("House: a row falls due", at("2026-06-22")(loan, { kind: "close_day" }));
  show("House: a repayment", at("2026-06-22")(due, { kind: "repay", amount: 44_658 }));
  const late = show("House: ten days late", at("2026-07-02")(due, { kind: "close_day" }));
  show("House: a late charge waived", at("2026-07-02")(late, { kind: "waive_late", amount: 100 }));
  const sixth = closed(kept(loan, monthsTo(5)), "2026-11-22");
  show("House: settled early", settled(sixth, "2026-11-22"));
  const returned = { kind: "refund", amount: 120_000, reason: "accessory" } as const;
  show("House: a part given back", at("2026-11-22")(sixth, returned));
  const whole = show("House: all given back", at("2026-11-22")(sixth, { ...returned, amount: 499_900 }));
  show("House: money sent to the shopper", at("2026-11-23")(whole, { kind: "pay_out", amount: whole.refund_payable }));
  const over = { kind: "repay", amount: 320_000, arrived: true } as const;
  const credited = show("House: more arrives than is owed", at("2026-11-23")(closed(sixth, "2026-11-23"), over));
  show(
    "House: unapplied credit goes back",
    at("2026-11-24")(credited, { kind: "return_credit", amount: credited.credit }),
  );
  const lost = show(
    "House: written off",
    at("2026-11-23")(closed(sixth, "2026-11-23"), { kind: "write_off", reason: "lost" }),
  );
  show("House: something comes after all", at("2027-03-01")(lost, { kind: "repay", amount: 50_000 }));

  const annuity = show("House: an annuity begins", at("2026-05-22")(newPlan(ANNUITY), { kind: "activate" }));
  show("House: interest falls due", at("2026-06-22")(annuity, { kind: "close_day" }));

  const lent = show("Partner: the goods go out", at("2026-05-22")(newPlan(BORNE), { kind: "activate" }));
  const partnersDue = closed(lent, "2026-06-22");
  show("Partner: it collects a repayment", at("2026-06-22")(partnersDue, { kind: "repay", amount: 43_158 }));
  const byStore = { kind: "repay", amount: 43_158, collected_by: "store" } as const;
  show("Partner: the store collects a repayment", at("2026-06-22")(partnersDue, byStore));
  show("Partner: ten days late", at("2026-07-02")(partnersDue, { kind: "close_day" }));
  const partners = closed(kept(lent, monthsTo(5)), "2026-11-22");
  show("Partner: settled early", settled(partners, "2026-11-22"));
  show("Partner: a part given back", at("2026-11-22")(partners, returned));
  const missed = closed(partners, "2026-11-23");
  show("Partner: written off", at("2026-11-23")(missed, { kind: "write_off", reason: "lost" }));
  const opened = { kind: "open_dispute", reason: "not_as_described", held: 120_000 } as const;
  const disputed = show("Partner: a dispute, money withheld", at("2026-11-22")(partners, opened));
  show("Partner: the dispute ends for the store", at("2026-11-30")(disputed, { kind: "close_dispute", given_back: 0 }));
  const forShopper = { kind: "close_dispute", given_back: 120_000 } as const;
  show("Partner: the dispute ends for the shopper", at("2026-11-30")(disputed, forShopper));

  const rented = show("Lease: the goods go out", at("2026-05-22")(newPlan(RENT), { kind: "activate" }));
  const rentDue = show("Lease: a rent falls due", at("2026-06-22")(rented, { kind: "close_day" }));
  const back = { kind: "return_lease", damage: 15_000 } as const;
  show("Lease: handed back early, one rent unpaid", at("2026-06-30")(closed(rentDue, "2026-06-30"), back));
  const paidUp = kept(rented, monthsTo(11));
  show("Lease: bought", at("2027-05-22")(paidUp, { kind: "buy_out" }));
  show(
    "Lease: goods never came back",
    at("2026-06-30")(closed(rentDue, "2026-06-30"), { kind: "write_off", reason: "lost" }),
  );
  show("Lease: at a lessor", at("2026-05-22")(newPlan({ ...RENT, kind: "lessor" }), { kind: "activate" }));
  return examples;
}
