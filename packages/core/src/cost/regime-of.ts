import type { EpochDay } from "../calendar/types.ts";
import { editionInForce } from "./regimes/index.ts";
import type { RegimeId } from "./types.ts";

const EU_AND_EEA = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS LI NO";

const REGIME_BY_MARKET: ReadonlyMap<string, RegimeId> = new Map<string, RegimeId>([
  ...EU_AND_EEA.split(" ").map((market) => [market, "eu"] as const),
  ["CN", "cn"],
  ["US", "us"],
  ["GB", "uk"],
  ["IN", "in"],
  ["BR", "br"],
  ["JP", "jp"],
  ["HK", "hk"],
  ["TW", "tw"],
  ["AU", "au"],
]);

/** Whose rule a market (ISO 3166-1 alpha-2) follows on `day`; undefined when none that we know does. */
export function regimeOf(market: string, day: EpochDay): RegimeId | undefined {
  const regime = REGIME_BY_MARKET.get(market);
  return regime !== undefined && editionInForce(regime, day) !== undefined ? regime : undefined;
}
