import type { Locale } from "./locale.ts";
import { money } from "./money.ts";
import { percent } from "./percent.ts";
import { percentOfPpm } from "./ppm.ts";
import { REVIEW_WORDS } from "./review.ts";

/** What a cost table needs of a disclosure. Amounts in minor units, rates in percent with six places. */
export interface Costs {
  readonly regime: string;
  readonly items: readonly {
    readonly code: string;
    readonly amount: number;
    readonly rate: string | null;
    readonly charged_by: string;
    readonly how: string;
  }[];
  readonly total: { readonly amount: number; readonly nominal: string | null; readonly effective: string | null };
  readonly contingent: readonly {
    readonly code: "late_interest" | "late_fee" | "early_settlement";
    readonly amount: number | null;
    readonly ppm: number | null;
    readonly rate: string | null;
    readonly charged_by: string;
    readonly rebate?: boolean;
    readonly at_most?: readonly {
      readonly on: string;
      readonly amount: number | null;
      readonly ppm: number | null;
    }[];
  }[];
  readonly nothing_else: boolean;
}

/** What it needs of the option. */
export interface Costed {
  readonly total: number | null;
  readonly cost: number | null;
  readonly partner: { readonly id: string; readonly name: string };
  readonly rate: { readonly headline: string | null; readonly label: string } | null;
  readonly lease?: { readonly buyouts: readonly unknown[] } | undefined;
  readonly schedule?: readonly { readonly interest: number; readonly fee: number }[];
}

export interface CostSetting {
  readonly locale: Locale;
  readonly currency: string;
  /** The store's name. */
  readonly store: string;
}

/** An item with how it is charged, its amount, and its yearly rate. */
export interface CostLine {
  readonly name: string;
  readonly how: string;
  readonly amount: string;
  readonly yearly: string;
}

export interface CostLines {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly items: readonly CostLine[];
  readonly total: CostLine;
  /** What is charged only where something goes wrong; empty where there is nothing of the kind. */
  readonly contingent: readonly CostLine[];
  readonly contingentCaption: string;
  /** The promise that nothing else is charged; undefined where the regime does not make it. */
  readonly nothingElse: string | undefined;
}

/** Costs that every reader looks for; those not among the items are said to be none, where nothing else is charged. */
const USUAL = ["interest", "guarantee_fee", "service_fee"];

/** The regime's cost table as words: 综合融资成本明示表 in China, the like elsewhere. The checkout and statements draw the same. */
export function costLines(option: Costed, costs: Costs, setting: CostSetting): CostLines {
  const { locale, currency, store } = setting;
  const w = REVIEW_WORDS[locale];
  const charged = costs.items.filter(({ code, amount }) => amount !== 0 && code !== "principal");
  const none = costs.nothing_else ? USUAL.filter((code) => !charged.some((item) => item.code === code)) : [];
  const say = (minor: number) => money(minor, currency, locale);
  const principal: CostLine = {
    name: w.principal,
    how: w.principalHow(option.partner.name, store),
    amount: say((option.total ?? 0) - (option.cost ?? 0)),
    yearly: "–",
  };
  const notCharged = { how: w.notCharged, amount: say(0), yearly: "0%" };
  return {
    caption: w.tables[costs.regime] ?? w.table,
    columns: w.columns,
    items: [
      ...(option.lease ? [] : [principal]),
      ...charged.map((item) => ({
        name: w.items[item.code] ?? item.code,
        how: [
          (item.code === "deposit" ? w.heldBy : w.chargedBy)(
            who(option, item.charged_by, store),
            w.how[item.how] ?? "",
          ),
          perRow(option, costs, item.code, setting),
        ]
          .filter(Boolean)
          .join(w.comma),
        amount: say(item.amount),
        yearly: rate(item.rate, locale),
      })),
      ...(none.length > 0 ? [{ name: w.named(none.map((code) => w.items[code] ?? code)), ...notCharged }] : []),
    ],
    total: {
      name: w.totalCosts[costs.regime] ?? w.totalCost,
      how:
        option.rate?.label === "simple"
          ? w.normalSimple(costs.total.effective ? percent(costs.total.effective, locale) : "")
          : w.normal,
      amount: say(costs.total.amount),
      yearly: rate(option.rate?.headline ?? costs.total.nominal, locale),
    },
    contingent: costs.contingent.map((item) => contingentLine(option, item, setting)),
    contingentCaption: w.onDefault,
    nothingElse: costs.nothing_else ? w.nothingElse : undefined,
  };
}

function contingentLine(option: Costed, item: Costs["contingent"][number], setting: CostSetting): CostLine {
  const { locale, currency, store } = setting;
  const w = REVIEW_WORDS[locale];
  const { code, amount, ppm } = item;
  const free = !amount && !ppm;
  const by = who(option, item.charged_by, store);
  const how = {
    late_interest: option.lease ? w.onOverdueRent : w.onOverdue,
    late_fee: w.eachMissed,
    early_settlement: w.onRemaining,
  }[code](by);
  const rebate = free ? w.freeAndRebate : `${how}${w.comma}${w.rebate}`;
  const atMost = (item.at_most ?? []).flatMap(
    (most) =>
      w.atMost[most.on]?.(most.ppm === null ? money(most.amount ?? 0, currency, locale) : percentOfPpm(most.ppm)) ?? [],
  );
  return {
    name: w.contingent[code] ?? code,
    how: [item.rebate ? rebate : free ? w.notCharged : how, ...atMost].join(w.comma),
    amount: ppm
      ? (code === "late_interest" ? w.perDay : w.ofPrincipal)(percentOfPpm(ppm))
      : money(amount ?? 0, currency, locale),
    yearly: rate(item.rate, locale),
  };
}

const rate = (percentage: string | null, locale: Locale): string =>
  percentage === null ? "–" : percent(percentage, locale);

function who({ partner }: Costed, chargedBy: string, store: string): string {
  if (chargedBy === "store") return store;
  return chargedBy === partner.id ? partner.name : chargedBy;
}

/** What this item comes to in each payment, where it is the only one of its kind. */
function perRow({ schedule }: Costed, { items }: Costs, code: string, { locale, currency }: CostSetting): string {
  const part = code === "interest" ? "interest" : "fee";
  const alone =
    items.filter(
      (item) => item.amount !== 0 && item.code !== "principal" && (item.code === "interest") === (code === "interest"),
    ).length === 1;
  const amounts = (schedule ?? []).map((row) => row[part]).filter((amount) => amount > 0);
  if (!alone || amounts.length < 2 || items.find((item) => item.code === code)?.how !== "each") return "";
  const w = REVIEW_WORDS[locale];
  const [low, high] = [Math.min(...amounts), Math.max(...amounts)];
  const say = (minor: number) => money(minor, currency, locale);
  return (high - low > 1 ? w.perRowRange : w.perRow)(say(low), say(high));
}
