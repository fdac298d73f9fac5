import { type Adjustment, checkCompensation, checkRamp } from "../adjustment/index.ts";
import { type IsoDate, isIsoDate, localDay, parseInstant, toEpochDay } from "../calendar/index.ts";
import { type MarketCeiling, regimeOf } from "../cost/index.ts";
import { CURRENCIES } from "../money/index.ts";
import { CAUSES, type Conditions, compileRule, type Offer, type Window } from "../offer/index.ts";
import { checkTerms, type Terms } from "../schedule/index.ts";
import type { Catalogue } from "./types.ts";

/** Something unsound in a catalogue. `path` is a JSON pointer (RFC 6901) into it. */
export interface CatalogueIssue {
  readonly path: string;
  readonly code: CatalogueIssueCode;
  readonly message: string;
}

export type CatalogueIssueCode =
  | "duplicate"
  | "unknown_reference"
  | "unknown_currency"
  | "unknown_market"
  | "unknown_zone"
  | "bad_instant"
  | "bad_day"
  | "bad_order"
  | "bad_ramp"
  | "bad_rule"
  | "bad_terms"
  | "missing"
  | "out_of_place";

/**
 * What a schema cannot say: references, order, rules, terms. Empty when the catalogue is sound.
 * The shape (types, unknown fields, limits) is the contract's to check, before this.
 */
export function checkCatalogue(catalogue: Catalogue): CatalogueIssue[] {
  const issues: CatalogueIssue[] = [];
  const report: Report = (path, code, message) => issues.push({ path, code, message });
  const names: Names = {
    partners: new Set(catalogue.partners.map((p) => p.id)),
    offers: new Set(catalogue.offers.map((o) => o.id)),
    explanations: new Set(catalogue.explanations.map((e) => e.id)),
    calendars: new Set((catalogue.calendars ?? []).map((c) => c.id)),
  };

  checkZone(catalogue.merchant.time_zone, report);
  checkUnique("/partners", catalogue.partners, report);
  checkUnique("/offers", catalogue.offers, report);
  checkUnique("/explanations", catalogue.explanations, report);
  checkUnique("/adjustments", catalogue.adjustments, report);
  checkUnique("/calendars", catalogue.calendars ?? [], report);
  checkUnique("/ceilings", catalogue.ceilings ?? [], report);
  checkStandardExplanations(names, report);
  catalogue.offers.forEach((offer, index) => {
    checkOffer(`/offers/${index}`, offer, names, report);
  });
  catalogue.ceilings?.forEach((ceiling, index) => {
    checkCeiling(`/ceilings/${index}`, ceiling, report);
  });
  catalogue.adjustments.forEach((adjustment, index) => {
    checkAdjustment(`/adjustments/${index}`, adjustment, names, report);
  });
  return issues;
}

type Report = (path: string, code: CatalogueIssueCode, message: string) => void;

interface Names {
  readonly partners: ReadonlySet<string>;
  readonly offers: ReadonlySet<string>;
  readonly explanations: ReadonlySet<string>;
  readonly calendars: ReadonlySet<string>;
}

function checkZone(zone: string, report: Report): void {
  try {
    localDay(0, zone);
  } catch {
    report("/merchant/time_zone", "unknown_zone", `${zone} is not an IANA time zone`);
  }
}

function checkUnique(path: string, records: readonly { readonly id: string }[], report: Report): void {
  const seen = new Set<string>();
  records.forEach(({ id }, index) => {
    if (seen.has(id)) report(`${path}/${index}/id`, "duplicate", `${id} stands twice`);
    seen.add(id);
  });
}

function checkStandardExplanations(names: Names, report: Report): void {
  const standard = new Set(Object.values(CAUSES).flatMap(({ explanation }) => explanation ?? []));
  for (const id of [...standard, ...OTHER_STANDARD]) {
    if (!names.explanations.has(id)) report("/explanations", "missing", `the standard explanation ${id} is missing`);
  }
}

/** Standard explanations that no cause code names directly. */
const OTHER_STANDARD = ["off.order.min", "off.order.max", "off.line.gift_card", "off.line.discount", "restored"];

function checkCeiling(path: string, ceiling: MarketCeiling, report: Report): void {
  const { market, currency, from, until, above, up_to } = ceiling;
  if (!CURRENCIES.has(currency)) report(`${path}/currency`, "unknown_currency", `${currency} is not a known currency`);
  const [first, end] = [checkDay(`${path}/from`, from, report), checkDay(`${path}/until`, until, report)];
  if (first !== undefined && regimeOf(market, first) === undefined) {
    report(`${path}/market`, "unknown_market", `no disclosure regime covers ${market}`);
  }
  if (first !== undefined && end !== undefined && first >= end) {
    report(`${path}/until`, "bad_order", "the ceiling ends before it begins");
  }
  if (above !== undefined && up_to !== undefined && above >= up_to) {
    report(`${path}/up_to`, "bad_order", "up_to is not above `above`");
  }
}

function checkDay(path: string, day: IsoDate | undefined, report: Report): number | undefined {
  if (day === undefined) return undefined;
  if (isIsoDate(day)) return toEpochDay(day);
  report(path, "bad_day", `${day} is no day`);
  return undefined;
}

function checkOffer(path: string, offer: Offer, names: Names, report: Report): void {
  if (!names.partners.has(offer.partner)) {
    report(`${path}/partner`, "unknown_reference", `no partner ${offer.partner}`);
  }
  if (!CURRENCIES.has(offer.currency)) {
    report(`${path}/currency`, "unknown_currency", `${offer.currency} is not a known currency`);
  }
  if (offer.valid !== undefined) checkWindow(`${path}/valid`, offer.valid, report);
  if (offer.conditions !== undefined) checkConditions(`${path}/conditions`, offer.conditions, names, report);
  if (offer.quota?.renews_at !== undefined) checkInstant(`${path}/quota/renews_at`, offer.quota.renews_at, report);

  let before = Number.NEGATIVE_INFINITY;
  let version = 0;
  offer.terms.forEach((t, index) => {
    const at = `${path}/terms/${index}`;
    const from = checkInstant(`${at}/effective_from`, t.effective_from, report);
    if (from <= before) report(`${at}/effective_from`, "bad_order", "terms must stand oldest first");
    if (t.version <= version) report(`${at}/version`, "bad_order", "versions must rise");
    before = from;
    version = t.version;
    checkReference(`${at}/explanation`, "explanation", t.explanation, names.explanations, report);
    checkOfferTerms(`${at}/terms`, t.terms, offer, names, report);
  });
  // A day that is none says nothing about what is in force on it.
  if (Number.isNaN(before)) return;
  const day = Math.floor(before / 86_400_000);
  offer.markets.forEach((market, index) => {
    if (regimeOf(market, day) === undefined) {
      report(`${path}/markets/${index}`, "unknown_market", `no disclosure regime covers ${market}`);
    }
  });
}

function checkOfferTerms(path: string, terms: Terms, offer: Offer, names: Names, report: Report): void {
  if (terms.repayment !== "issuer" && offer.count === null) {
    report(`${path}/repayment`, "bad_terms", "only terms priced by the issuer go without a count");
  }
  for (const issue of checkTerms(terms, offer.count ?? 1, offer.interval)) {
    report(path + issue.path, "bad_terms", issue.message);
  }
  checkReference(`${path}/due/calendar`, "calendar", terms.due?.calendar, names.calendars, report);
}

function checkConditions(path: string, conditions: Conditions, names: Names, report: Report): void {
  const { amount, windows, rules } = conditions;
  if (amount?.min !== undefined && amount.max !== undefined && amount.min > amount.max) {
    report(`${path}/amount`, "bad_order", "min is above max");
  }
  windows?.forEach((window, index) => {
    checkWindow(`${path}/windows/${index}`, window, report);
  });
  rules?.forEach((rule, index) => {
    checkReference(`${path}/rules/${index}/explanation`, "explanation", rule.explanation, names.explanations, report);
    try {
      compileRule(rule.when);
    } catch (error) {
      const [reason] = (error as Error).message.split("\n");
      report(`${path}/rules/${index}/when`, "bad_rule", reason ?? "the rule does not parse");
    }
  });
}

function checkAdjustment(path: string, adjustment: Adjustment, names: Names, report: Report): void {
  const { scope, back, kind } = adjustment;
  checkReference(`${path}/scope/partner`, "partner", scope.partner, names.partners, report);
  checkReference(`${path}/scope/offer`, "offer", scope.offer, names.offers, report);
  const startsAt = checkInstant(`${path}/starts_at`, adjustment.starts_at, report);
  if (adjustment.lifted_at !== undefined) {
    const liftedAt = checkInstant(`${path}/lifted_at`, adjustment.lifted_at, report);
    if (liftedAt < startsAt) report(`${path}/lifted_at`, "bad_order", "it cannot be lifted before it starts");
  }
  if (back.kind === "at") checkInstant(`${path}/back/at`, back.at, report);
  if (back.kind === "update_by") checkInstant(`${path}/back/by`, back.by, report);
  if (back.kind === "window") checkWindow(`${path}/back`, back, report);
  for (const locale of ["zh-CN", "en"] as const) {
    if (adjustment.explanation[locale].trim() === "") {
      report(`${path}/explanation/${locale}`, "missing", `the explanation in ${locale} is missing`);
    }
  }
  if (adjustment.alternatives !== "auto") {
    adjustment.alternatives.forEach((id, index) => {
      checkReference(`${path}/alternatives/${index}`, "offer", id, names.offers, report);
    });
  }
  if (kind === "restrict" && adjustment.restrict === undefined) {
    report(`${path}/restrict`, "missing", "a restriction says which conditions hold");
  }
  if (kind === "reprice" && adjustment.terms === undefined) {
    report(`${path}/terms`, "missing", "a change of price says the new terms");
  }
  checkTitle(path, adjustment, report);
  for (const flaw of adjustment.ramp === undefined ? [] : checkRamp(adjustment.ramp)) {
    report(`${path}/ramp${flaw.path}`, "bad_ramp", flaw.message);
  }
  if (adjustment.compensation !== "none") {
    for (const { path: at, code, message } of checkCompensation(adjustment.compensation, startsAt)) {
      report(`${path}/compensation${at}`, code, message);
    }
  }
  if (adjustment.restrict !== undefined) checkConditions(`${path}/restrict`, adjustment.restrict, names, report);
  checkReference(`${path}/terms/due/calendar`, "calendar", adjustment.terms?.due?.calendar, names.calendars, report);
}

/** What informs has a title, and nothing that only a change has. */
function checkTitle(path: string, { kind, title, ...adjustment }: Adjustment, report: Report): void {
  if (kind !== "inform") {
    if (title !== undefined) report(`${path}/title`, "out_of_place", "an adjustment is called by the ways it reaches");
    return;
  }
  for (const locale of ["zh-CN", "en"] as const) {
    if ((title?.[locale] ?? "").trim() === "") {
      report(`${path}/title/${locale}`, "missing", `the title in ${locale} is missing`);
    }
  }
  for (const part of ["restrict", "terms", "ramp"] as const) {
    if (adjustment[part] !== undefined) report(`${path}/${part}`, "out_of_place", "what only informs changes nothing");
  }
  if (adjustment.compensation !== "none") {
    report(`${path}/compensation`, "out_of_place", "nobody misses a way by what only informs");
  }
}

function checkReference(
  path: string,
  what: string,
  id: string | undefined,
  known: ReadonlySet<string>,
  report: Report,
): void {
  if (id !== undefined && !known.has(id)) report(path, "unknown_reference", `no ${what} ${id}`);
}

function checkWindow(path: string, window: Window, report: Report): void {
  const from = window.from === undefined ? Number.NEGATIVE_INFINITY : checkInstant(`${path}/from`, window.from, report);
  const until =
    window.until === undefined ? Number.POSITIVE_INFINITY : checkInstant(`${path}/until`, window.until, report);
  if (from >= until) report(path, "bad_order", "the window ends before it begins");
}

function checkInstant(path: string, instant: string, report: Report): number {
  const ms = parseInstant(instant);
  if (Number.isNaN(ms)) report(path, "bad_instant", `${instant} is not an RFC 3339 instant`);
  return ms;
}
