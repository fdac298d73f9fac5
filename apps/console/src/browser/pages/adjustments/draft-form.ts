import type { api } from "../../api.ts";
import type { BackForm } from "../../parts/back-fields.tsx";
import { fromBackForm, NO_BACK, toBackForm } from "../../parts/back-form.ts";
import { majorOf, minorOf } from "../../parts/money-text.ts";
import { toInstant, toLocal } from "../../parts/zoned.ts";
import { type RampForm, rampOf, toRampForm } from "./ramp-form.ts";
import { type AdjustmentRecord, type Catalogue, reachedOffers, type Scope } from "./reach.ts";

export type DraftBody = Parameters<typeof api.draft>[0];
type Written = AdjustmentRecord["adjustment"];
export type ScopeForm = { readonly [F in keyof Required<Scope>]: string };

/** An adjustment as its fields show it: texts, with times as the merchant's clock shows them and money in major units. */
export interface DraftForm {
  readonly kind: DraftBody["kind"];
  readonly cause: DraftBody["cause"];
  readonly scope: ScopeForm;
  /** Empty: when it is applied. */
  readonly startsAt: string;
  readonly back: BackForm;
  /** inform: what it is about. */
  readonly titleZh: string;
  readonly titleEn: string;
  readonly zh: string;
  readonly en: string;
  /** Empty: not decided. */
  readonly alternatives: "" | "auto" | "list";
  readonly ways: readonly string[];
  readonly compensation: "" | "none" | "voucher";
  readonly amount: string;
  readonly budget: string;
  readonly validUntil: string;
  readonly audience: "no_equal_way" | "missed_way";
  /** restrict: the amounts that stay open. */
  readonly least: string;
  readonly most: string;
  /** reprice: percent a year, and percent per period. */
  readonly rate: string;
  readonly fee: string;
  readonly ramp: RampForm;
}

/** Where a form stands: its zone, and what is offered. */
export interface DraftPlace {
  readonly zone: string;
  readonly catalogue: Catalogue;
}

export const SCOPE_PARTS = [
  "partner",
  "method",
  "offer",
  "count",
  "market",
  "channel",
  "category",
  "segment",
] as const satisfies readonly (keyof Scope)[];

export function toForm(written: Written | undefined, { zone, catalogue }: DraftPlace): DraftForm {
  const scope = written?.scope ?? {};
  const rule = written?.compensation;
  const given = rule === undefined || rule === "none" ? undefined : rule;
  const currency = currencyOf(scope, catalogue);
  const terms = written?.terms;
  const ways = written?.alternatives;
  return {
    kind: (written?.kind ?? "suspend") as DraftForm["kind"],
    cause: written?.cause ?? "partner_terms",
    scope: Object.fromEntries(SCOPE_PARTS.map((part) => [part, String(scope[part] ?? "")])) as ScopeForm,
    startsAt: toLocal(written?.starts_at, zone),
    back: written ? toBackForm(written.back, zone) : NO_BACK,
    titleZh: written?.title?.["zh-CN"] ?? "",
    titleEn: written?.title?.en ?? "",
    zh: written?.explanation?.["zh-CN"] ?? "",
    en: written?.explanation?.en ?? "",
    alternatives: ways === undefined ? "" : ways === "auto" ? "auto" : "list",
    ways: Array.isArray(ways) ? ways : [],
    compensation: rule === undefined ? "" : given ? "voucher" : "none",
    amount: majorOf(given?.amount, currency),
    budget: majorOf(given?.budget, currency),
    validUntil: toLocal(given?.valid_until, zone),
    audience: given?.audience ?? "no_equal_way",
    least: majorOf(written?.restrict?.amount?.min, currency),
    most: majorOf(written?.restrict?.amount?.max, currency),
    rate: percentOf(terms?.rate_ppm),
    fee: percentOf(feePpm(terms)),
    ramp: toRampForm(written?.ramp),
  };
}

/** What a form says. Parts that are not decided, or not readable yet, are left out. */
export function fromForm(form: DraftForm, written: Written | undefined, place: DraftPlace): DraftBody {
  const { zone, catalogue } = place;
  const scope = scopeOf(form.scope);
  const currency = currencyOf(scope, catalogue);
  const startsAt = toInstant(form.startsAt, zone);
  const back = fromBackForm(form.back, zone);
  const restrict = form.kind === "restrict" ? restrictOf(form, written, currency) : undefined;
  const terms = form.kind === "reprice" ? termsOf(form, written, scope, catalogue) : undefined;
  const ramp = rampOf(form.ramp);
  const words = wordsIn(form.zh, form.en);
  if (form.kind === "inform") return informOf(form, { startsAt, back, scope, words });
  const compensation = compensationOf(form, currency, zone);
  return {
    kind: form.kind,
    cause: form.cause,
    scope,
    ...(startsAt && { starts_at: startsAt }),
    ...(back && { back }),
    ...(Object.keys(words).length > 0 && { explanation: words }),
    ...(form.alternatives && { alternatives: form.alternatives === "auto" ? "auto" : [...form.ways] }),
    ...(compensation && { compensation }),
    ...(restrict && { restrict }),
    ...(terms && { terms }),
    ...(ramp && { ramp }),
  } as DraftBody;
}

interface Dated {
  readonly startsAt: string | undefined;
  readonly back: DraftBody["back"] | undefined;
  readonly scope: Scope;
  readonly words: DraftBody["explanation"];
}

/** An announcement says what, when and to whom; nothing else is there to decide. */
function informOf({ kind, cause, titleZh, titleEn }: DraftForm, { startsAt, back, scope, words }: Dated): DraftBody {
  const title = wordsIn(titleZh, titleEn);
  return {
    kind,
    cause,
    scope,
    ...(startsAt && { starts_at: startsAt }),
    ...(back && { back }),
    ...(Object.keys(title).length > 0 && { title }),
    ...(Object.keys(words ?? {}).length > 0 && { explanation: words }),
  } as DraftBody;
}

const wordsIn = (zh: string, en: string) => ({
  ...(zh.trim() && { "zh-CN": zh.trim() }),
  ...(en.trim() && { en: en.trim() }),
});

/** Fields in place of those that differ, null for those that are gone; undefined where nothing differs. */
export function patchOf(before: DraftBody, after: DraftBody): Record<string, unknown> | undefined {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof DraftBody>;
  const changed = [...fields].filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  if (changed.length === 0) return undefined;
  return Object.fromEntries(changed.map((field) => [field, after[field] ?? (field === "explanation" ? {} : null)]));
}

export function scopeOf(form: ScopeForm): Scope {
  const given = SCOPE_PARTS.filter((part) => form[part].trim() !== "");
  return Object.fromEntries(given.map((part) => [part, part === "count" ? Number(form[part]) : form[part].trim()]));
}

export const currencyOf = (scope: Scope, catalogue: Catalogue): string =>
  (reachedOffers(scope, catalogue)[0] ?? catalogue.offers[0])?.currency ?? "CNY";

function compensationOf(form: DraftForm, currency: string, zone: string): DraftBody["compensation"] | undefined {
  if (form.compensation === "none") return "none";
  const amount = minorOf(form.amount, currency);
  const budget = minorOf(form.budget, currency);
  const valid_until = toInstant(form.validUntil, zone);
  if (form.compensation === "" || !amount || !budget || !valid_until) return undefined;
  return { kind: "voucher", amount, currency, budget, valid_until, audience: form.audience };
}

function restrictOf(
  form: DraftForm,
  written: Written | undefined,
  currency: string,
): DraftBody["restrict"] | undefined {
  const min = minorOf(form.least, currency);
  const max = minorOf(form.most, currency);
  const { amount: _, ...others } = written?.restrict ?? {};
  const amount = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  const restrict = { ...others, ...(Object.keys(amount).length > 0 && { amount }) };
  return Object.keys(restrict).length > 0 ? restrict : undefined;
}

type Terms = NonNullable<DraftBody["terms"]>;
const PPM = 10_000;
const percentOf = (ppm: number | undefined): string => (ppm === undefined ? "" : String(ppm / PPM));
const ppmOf = (percent: string): number | undefined =>
  percent.trim() === "" || Number.isNaN(Number(percent)) ? undefined : Math.round(Number(percent) * PPM);
const feePpm = (terms: Terms | undefined): number | undefined => {
  const charge = terms?.fees?.[0]?.charge;
  return charge && "ppm" in charge ? charge.ppm : undefined;
};

/** The terms in force of the first way that is reached, with the new rate and fee in their place. */
function termsOf(form: DraftForm, written: Written | undefined, scope: Scope, catalogue: Catalogue): Terms | undefined {
  const base = written?.terms ?? reachedOffers(scope, catalogue)[0]?.terms.at(-1)?.terms;
  if (!base) return undefined;
  const rate_ppm = ppmOf(form.rate);
  const ppm = ppmOf(form.fee);
  const [first, ...rest] = base.fees ?? [];
  const fees = first && ppm !== undefined ? { fees: [{ ...first, charge: { ppm } }, ...rest] } : {};
  return { ...base, ...(rate_ppm !== undefined && { rate_ppm }), ...fees } as Terms;
}
