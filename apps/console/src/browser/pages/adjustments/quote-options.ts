import { fullTitle, isFull, type Locale } from "@fenqi/words";
import type { api } from "../../api.ts";
import type { Period } from "../../parts/strip.tsx";
import { type Catalogue, partnerName } from "./reach.ts";

export type Quote = Awaited<ReturnType<typeof api.readQuote>>;
export type Option = Quote["options"][number];

/** In the reader's language, whatever the shopper's was. */
export const titleOfOption = (option: Option, catalogue: Catalogue, locale: Locale): string =>
  fullTitle(
    { ...option, partner: { name: partnerName(option.partner.id, catalogue, locale) } },
    locale,
    option.badges.includes("interest_free"),
  );

/** The option in instalments that costs least in total, as it was then. */
export function cheapestOf({ options }: Quote): Option | undefined {
  const priced = options.filter((option) => option.total !== null && !isFull(option) && option.method !== "lease");
  return priced.reduce<Option | undefined>((best, one) => (best && best.total! <= one.total! ? best : one), undefined);
}

/** An option's periods by their runs, the cost spread over them; with rows, as they are. */
export function periodsOfOption({ schedule, runs, cost, total }: Option): readonly Period[] {
  if (schedule) return schedule.map((row) => ({ total: row.total, cost: row.interest + row.fee }));
  const part = total ? (cost ?? 0) / total : 0;
  return runs.flatMap(({ count, amount }) =>
    Array.from({ length: count }, () => ({ total: amount, cost: Math.round(amount * part) })),
  );
}

/** What most periods come to; null where only the card's issuer knows. */
export const eachOf = ({ runs }: Option): number | null =>
  runs.reduce<(typeof runs)[number] | null>((most, run) => (most && most.count >= run.count ? most : run), null)
    ?.amount ?? null;
