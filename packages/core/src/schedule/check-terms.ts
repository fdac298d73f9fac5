import type { Interval } from "../calendar/types.ts";
import { MILLION } from "../money/charge.ts";
import type { Charge } from "../money/types.ts";
import type { RepaymentMethod, Terms } from "./types.ts";

/** Something in terms that cannot be priced. `path` is a JSON pointer within the terms; "" is the terms themselves. */
export interface TermsIssue {
  readonly path: string;
  readonly code: "out_of_range" | "required" | "not_applicable" | "conflict";
  readonly message: string;
}

/** Ten years of days, weeks or months: nothing at a checkout runs longer. */
const MOST_INSTALMENTS = 600;
/** 1,000 % a year. A higher figure is a unit mistaken for another. */
const HIGHEST_RATE_PPM = 10 * MILLION;
/** Minor units. Times the most instalments it is still a safe integer. */
const LARGEST_AMOUNT = 10 ** 13;

const BEARS_INTEREST: ReadonlySet<RepaymentMethod> = new Set([
  "annuity",
  "equal_principal",
  "interest_first",
  "bullet",
]);
const HAS_PRINCIPAL_ROWS: ReadonlySet<RepaymentMethod> = new Set([
  "annuity",
  "equal_principal",
  "flat_fee",
  "interest_free",
]);
const IN_ONE_PAYMENT: ReadonlySet<RepaymentMethod> = new Set(["full", "issuer"]);

/**
 * Everything that is wrong with terms for `count` instalments at `interval`; empty when they can be priced for any amount.
 *
 * `count` is null for terms that only the card's issuer prices.
 * Invariant: terms that pass make {@link priceTerms} and {@link buildSchedule} total for every positive safe amount whose price is safe.
 */
export function checkTerms(terms: Terms, count: number | null, interval: Interval): TermsIssue[] {
  const issues: TermsIssue[] = [];
  const add = (path: string, code: TermsIssue["code"], message: string) => issues.push({ path, code, message });
  const range = (path: string, value: number | undefined, least: number, most: number) => {
    if (value === undefined) return;
    if (!Number.isInteger(value) || value < least || value > most)
      add(path, "out_of_range", `must be a whole number from ${least} to ${most}`);
  };
  const charge = (path: string, value: Charge | undefined, mostPpm: number) => {
    if (value === undefined) return;
    if ("ppm" in value) range(`${path}/ppm`, value.ppm, 0, mostPpm);
    else range(`${path}/amount`, value.amount, 0, LARGEST_AMOUNT);
  };

  const { repayment } = terms;
  if (count === null) {
    if (repayment !== "issuer") add("/repayment", "conflict", "an offer without a count is priced by the issuer");
  } else if (!Number.isInteger(count) || count < 1 || count > MOST_INSTALMENTS) {
    add("", "out_of_range", `the count must be a whole number from 1 to ${MOST_INSTALMENTS}`);
  }
  if (!Number.isInteger(interval.every) || interval.every < 1 || interval.every > 366)
    add("", "out_of_range", "the interval must be every 1 to 366 days, weeks or months");
  if (repayment === "full" && count !== null && count !== 1) add("/repayment", "conflict", "full payment has one row");

  range("/rate_ppm", terms.rate_ppm, 0, HIGHEST_RATE_PPM);
  if (BEARS_INTEREST.has(repayment) && terms.rate_ppm === undefined)
    add("/rate_ppm", "required", `${repayment} bears interest and needs its yearly rate`);
  if (!BEARS_INTEREST.has(repayment) && terms.rate_ppm !== undefined)
    add("/rate_ppm", "not_applicable", `${repayment} bears no interest; its cost is in fees`);

  range("/store_bears_ppm", terms.store_bears_ppm, 0, MILLION);
  if (repayment === "lease" && terms.store_bears_ppm !== undefined)
    add("/store_bears_ppm", "not_applicable", "a lease has no cost of credit for the store to bear");

  terms.fees?.forEach((fee, n) => {
    charge(`/fees/${n}/charge`, fee.charge, MILLION);
    range(`/fees/${n}/tax_ppm`, fee.tax_ppm, 0, MILLION);
    if (!/^[a-z][a-z0-9_]{0,63}$/.test(fee.code))
      add(`/fees/${n}/code`, "out_of_range", "must be lower-case letters, digits and _");
    if (terms.fees?.findIndex((other) => other.code === fee.code) !== n)
      add(`/fees/${n}/code`, "conflict", "another fee has this code");
    if (fee.charged_by === "") add(`/fees/${n}/charged_by`, "required", "who collects it is shown in the cost table");
  });
  if (terms.fees?.length && (repayment === "lease" || repayment === "issuer"))
    add("/fees", "not_applicable", `${repayment} carries no fees of its own`);

  charge("/down_payment", terms.down_payment, MILLION - 1);
  charge("/balloon", terms.balloon, MILLION - 1);
  if (terms.balloon !== undefined && !HAS_PRINCIPAL_ROWS.has(repayment))
    add("/balloon", "not_applicable", `${repayment} has no rows to leave a balloon from`);
  if (terms.down_payment !== undefined && (IN_ONE_PAYMENT.has(repayment) || repayment === "lease"))
    add("/down_payment", "not_applicable", `${repayment} has no financed part`);
  if (terms.first_at_checkout === true && (repayment === "bullet" || IN_ONE_PAYMENT.has(repayment)))
    add("/first_at_checkout", "not_applicable", `${repayment} has no first instalment`);

  range("/deferred_periods", terms.deferred_periods, 0, MOST_INSTALMENTS);
  range("/grace/principal", terms.grace?.principal, 0, (count ?? 1) - 1);
  range("/grace/interest", terms.grace?.interest, 0, (count ?? 1) - 1);
  if (terms.grace !== undefined && !HAS_PRINCIPAL_ROWS.has(repayment) && repayment !== "interest_first")
    add("/grace", "not_applicable", `${repayment} has no rows to spare`);

  range("/rounding/multiple", terms.rounding?.multiple, 1, LARGEST_AMOUNT);
  checkDue(terms, interval, add, range);
  checkLease(terms, count, add, charge, range);

  range("/contingent/late_daily_ppm", terms.contingent?.late_daily_ppm, 0, MILLION);
  range("/contingent/late_fixed", terms.contingent?.late_fixed, 0, LARGEST_AMOUNT);
  range("/contingent/early_ppm", terms.contingent?.early_ppm, 0, MILLION);
  return issues;
}

type Add = (path: string, code: TermsIssue["code"], message: string) => void;
type Range = (path: string, value: number | undefined, least: number, most: number) => void;

function checkDue({ due }: Terms, interval: Interval, add: Add, range: Range): void {
  if (due === undefined) return;
  range("/due/anchor_day", due.anchor_day, 1, 31);
  range("/due/first_after_days", due.first_after_days, 1, 366);
  if (due.anchor_day !== undefined && interval.unit !== "month")
    add("/due/anchor_day", "not_applicable", "only months have an anchor day");
  if (due.business_day !== undefined && due.business_day !== "none" && due.calendar === undefined)
    add("/due/calendar", "required", "a business-day rule needs its holiday calendar");
}

function checkLease(
  { repayment, lease }: Terms,
  count: number | null,
  add: Add,
  charge: (path: string, value: Charge | undefined, mostPpm: number) => void,
  range: Range,
): void {
  if (repayment !== "lease") {
    if (lease !== undefined) add("/lease", "not_applicable", `${repayment} is not a lease`);
    return;
  }
  if (lease === undefined) {
    add("/lease", "required", "a lease needs its rent, deposit and buyouts");
    return;
  }
  charge("/lease/rent", lease.rent, MILLION);
  charge("/lease/deposit", lease.deposit, MILLION);
  range("/lease/early_return_after", lease.early_return_after, 0, count ?? 0);
  lease.buyouts.forEach(({ after, price }, n) => {
    charge(`/lease/buyouts/${n}/price`, price, MILLION);
    range(`/lease/buyouts/${n}/after`, after, 1, count ?? 0);
    if (n > 0 && after <= lease.buyouts[n - 1]!.after)
      add(`/lease/buyouts/${n}/after`, "conflict", "buyouts stand in rising order");
  });
}
