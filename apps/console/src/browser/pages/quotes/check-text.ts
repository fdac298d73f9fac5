import { wordsOf, written } from "../../locale.ts";
import { checksWords } from "../../words/checks.ts";
import { quotesWords } from "../../words/quotes.ts";
import type { Check } from "./checks.ts";

const words = wordsOf(checksWords);
const { hidden, unknown } = wordsOf(quotesWords);

/** Where and for whom a check is put into words. */
export interface CheckPlace {
  readonly currency: string;
  readonly zone: string;
  /** Facts about the shopper were left out of the answer. */
  readonly withheld: boolean;
}

export interface CheckText {
  readonly name: string;
  readonly wanted: string;
  readonly found: string;
}

interface Range {
  readonly min?: number;
  readonly max?: number;
}
interface Sets {
  readonly in?: readonly string[];
  readonly out?: readonly string[];
}
interface Dated {
  readonly from?: string;
  readonly until?: string;
}
interface AdjustmentWanted {
  readonly kind: string;
  readonly starts_at: string;
}
interface OfferWanted {
  readonly valid: Dated | null;
  readonly quota: { readonly id: string; readonly max_count?: number; readonly max_amount?: number } | null;
}

const list = (texts: readonly string[]): string => texts.join(words.comma);

/** A check in words: what it is about, what was asked for, what was there. Wire data is `unknown`; its forms are core's. */
export function checkText(check: Check, place: CheckPlace): CheckText {
  const { currency, zone, withheld } = place;
  const money = (minor: number) => written.money(minor, currency);
  const moment = (instant: string) => written.moment(instant, zone);
  const range = ({ min, max }: Range, write: (value: number) => string): string =>
    min === undefined
      ? words.atMost(write(max ?? 0))
      : max === undefined
        ? words.atLeast(write(min))
        : `${write(min)}–${write(max)}`;
  const span = ({ from, until }: Dated): string => `${from ? moment(from) : "…"} – ${until ? moment(until) : "…"}`;
  const sets = ({ in: within, out }: Sets): string =>
    [within && words.oneOf(list(within)), out && words.noneOf(list(out))].filter(Boolean).join(words.comma);
  const yes = (value: boolean): string => (value ? words.yes : words.no);
  const wanted = check.wanted as never;
  const found = check.found as never;
  const had = <T>(write: (value: T) => string): string =>
    check.personal && withheld ? hidden : check.found === null ? unknown : write(found);
  const name = words.names[check.check] ?? check.check;
  const text = (asked: string, was: string): CheckText => ({ name, wanted: asked, found: was });

  switch (check.check) {
    case "amount":
      return text(
        range(wanted, money),
        had<{ total: number }>(({ total }) => money(total)),
      );
    case "categories":
    case "tags":
      return text(
        sets(wanted),
        had<readonly string[]>((given) => (given.length > 0 ? list(given) : words.nothing)),
      );
    case "share": {
      const { categories, min_ppm } = wanted as { categories: readonly string[]; min_ppm: number };
      return text(
        words.share(list(categories), written.share(min_ppm / 1_000_000, 0)),
        had<{ goods: number; categories: Record<string, number> }>((given) => {
          const part = categories.reduce((sum, category) => sum + (given.categories[category] ?? 0), 0);
          return written.share(given.goods === 0 ? 0 : part / given.goods);
        }),
      );
    }
    case "excludes_lines":
      return text(
        words.without(list((wanted as readonly string[]).map((line) => words.lines[line] ?? line))),
        had<object>((lines) => list(Object.keys(lines).map((line) => words.lines[line] ?? line)) || words.nothing),
      );
    case "windows":
      return text((wanted as readonly Dated[]).map(span).join(words.comma), had<string>(moment));
    case "rule": {
      const { code, when } = wanted as { code: string; when: string };
      return text(when, code);
    }
    case "outstanding":
      return text(
        words.owed(money((wanted as { max: number }).max)),
        had<{ outstanding: number | null; total: number }>(({ outstanding, total }) =>
          outstanding === null ? unknown : `${money(outstanding)} + ${money(total)} = ${money(outstanding + total)}`,
        ),
      );
    case "active_plans":
      return text(words.atMost(String((wanted as { max: number }).max)), had<number>(String));
    case "shopper.age":
      return text(range(wanted, String), had<number>(String));
    case "shopper.segments":
      return text(sets(wanted), had<readonly string[]>(list));
    case "shopper.verified":
    case "shopper.student":
    case "shopper.first_order":
      return text(yes(wanted), had<boolean>(yes));
    case "adjustment":
      return adjustmentText(check, text, moment, withheld);
    case "offer": {
      const { valid, quota } = check.wanted as OfferWanted;
      const asked = [valid ? span(valid) : words.always, quota && words.quota(quota.max_count ?? 0)].filter(Boolean);
      return text(asked.join(words.comma), check.holds ? words.met : said(check));
    }
    case "lender":
      return text(
        words.notDeclined,
        check.personal && withheld ? hidden : check.holds ? words.notDeclined : words.declined,
      );
    default:
      return text(words.withinCap, check.holds ? words.met : said(check));
  }
}

function adjustmentText(
  check: Check,
  text: (asked: string, was: string) => CheckText,
  moment: (instant: string) => string,
  withheld: boolean,
): CheckText {
  const { kind, starts_at } = check.wanted as AdjustmentWanted;
  const asked = words.adjustments[kind] ?? kind;
  if (check.found === null) return text(asked, check.holds ? words.notReached : words.since(moment(starts_at)));
  const { admits_ppm, place_ppm } = check.found as { admits_ppm: number; place_ppm: number | null };
  const share = written.share(admits_ppm / 1_000_000, 0);
  if (check.personal && withheld) return text(words.orAdmitted(asked), words.ramp(share, hidden));
  return text(words.orAdmitted(asked), words.ramp(share, place_ppm === null ? unknown : placeText(place_ppm)));
}

/** Where a shopper stands in a return, of 100. */
export const placeText = (ppm: number): string => String(Math.floor(ppm / 10_000) + 1);

const said = ({ causes }: Check): string => causes.map(({ explanation }) => explanation.text).join(" ");
