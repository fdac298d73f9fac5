import type { EpochDay } from "../calendar/types.ts";
import { assert } from "../money/assert.ts";
import { splitEvenly } from "../money/split.ts";
import { leaseOf } from "../schedule/lease.ts";
import type { LaidSchedule, RepaymentMethod, ScheduleInput } from "../schedule/types.ts";
import { contingentItems } from "./contingent-items.ts";
import { lateCeilings } from "./late-ceilings.ts";
import { rateOf } from "./rate-of.ts";
import { type DatedEdition, editionInForce } from "./regimes/index.ts";
import type { Disclosure, DisclosureItem, Rate, RegimeId } from "./types.ts";

/**
 * What the regime asks before commitment on `day`, without the cost table. Rules on credit ask nothing of who pays in full,
 * or leaves the split to the card's issuer. Throws before the regime's first edition.
 */
export function acknowledgementOf(
  regime: RegimeId,
  repayment: RepaymentMethod,
  day: EpochDay,
): Pick<Disclosure, "id" | "acknowledgement"> {
  const { asked, notAsked } = editionOn(regime, day);
  return repayment === "full" || repayment === "issuer" ? notAsked : asked;
}

/**
 * The regime's cost table of one option: the principal; every item with its amount, its own yearly rate, who charges it and how; items
 * that the regime names though they are not charged; the total of normal performance; and what only default or early
 * settlement would cost.
 *
 * `partnerId` charges the interest. Amounts in minor units. Items but the principal sum to `total.amount`; a lease lists its
 * payments instead, whose sum less the deposit and the price is the total.
 * Throws before the regime's first edition: a caller's bug, since {@link regimeOf} knows none then.
 */
export function discloseOption(
  regime: RegimeId,
  input: ScheduleInput,
  schedule: LaidSchedule,
  rate: Rate,
  partnerId: string,
  day: EpochDay,
): Disclosure {
  const edition = editionOn(regime, day);
  const lease = input.terms.repayment === "lease";
  return {
    ...acknowledgementOf(regime, input.terms.repayment, day),
    regime,
    required: edition.required,
    items: lease ? leaseItems(input, partnerId) : creditItems(regime, input, schedule, rate, partnerId, edition),
    total: { amount: schedule.cost, nominal: rate.nominal, effective: rate.effective },
    contingent: contingentItems(input.terms, partnerId, lateCeilings(regime, input, schedule, rate)),
    nothing_else: edition.nothing_else,
  };
}

function editionOn(regime: RegimeId, day: EpochDay): DatedEdition {
  const edition = editionInForce(regime, day);
  assert(edition !== undefined, `a rule of ${regime} is in force on the day`);
  return edition;
}

function creditItems(
  regime: RegimeId,
  input: ScheduleInput,
  schedule: LaidSchedule,
  rate: Rate,
  partnerId: string,
  edition: DatedEdition,
): DisclosureItem[] {
  const costs: Omit<DisclosureItem, "rate">[] = [];
  const { columns } = schedule;
  const financed = input.amount - (columns.first === 0 ? columns.principal[0]! : 0);
  if (schedule.interest > 0) {
    const how = input.terms.repayment === "bullet" ? "with_principal" : "each";
    costs.push({ code: "interest", amount: schedule.interest, charged_by: partnerId, how });
  }
  for (const fee of schedule.fee_items) {
    if (fee.amount > 0) costs.push({ code: fee.code, amount: fee.amount, charged_by: fee.charged_by, how: fee.when });
  }
  const free = edition.named_when_free.filter((code) => !costs.some((cost) => cost.code === code));
  return [
    { code: "principal", amount: financed, rate: null, charged_by: partnerId, how: "with_principal" },
    ...costs.map((cost) => ({
      ...cost,
      rate: costs.length === 1 ? rate.headline : rateOfItem(regime, input, schedule, cost),
    })),
    ...free.map((code) => ({ code, amount: 0, rate: "0.000000", charged_by: partnerId, how: "not_charged" })),
  ];
}

/** The yearly rate that a plan with only this cost would have: the principal's own payments, and the item where it is collected. */
function rateOfItem(
  regime: RegimeId,
  input: ScheduleInput,
  { days, columns: { first, principal, interest } }: LaidSchedule,
  { code, amount, how }: Omit<DisclosureItem, "rate">,
): string | null {
  const last = first + days.length - 1;
  const even = splitEvenly(amount, last);
  const part = (k: number): number => {
    const n = first + k;
    if (code === "interest") return interest[k]!;
    if (how === "each") return n === 0 ? 0 : even[n - 1]!;
    const collectedAt = how === "checkout" ? first : how === "first" ? 1 : last;
    return n === collectedAt ? amount : 0;
  };
  const payments = principal.map((own, k) => own + part(k));
  return rateOf(regime, input, { payments, days, cost: amount }).headline;
}

function leaseItems(input: ScheduleInput, partnerId: string): DisclosureItem[] {
  const { rent, deposit, buyout } = leaseOf(input);
  const item = (code: string, amount: number, how: string) => ({
    code,
    amount,
    rate: null,
    charged_by: partnerId,
    how,
  });
  return [
    item("rent", rent * input.count, "each"),
    item("deposit", deposit, "checkout"),
    ...(buyout === undefined ? [] : [item("buyout", buyout, "last")]),
  ];
}
