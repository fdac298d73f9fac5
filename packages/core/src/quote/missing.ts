import type { Adjustment } from "../adjustment/index.ts";
import { type CompiledOffer, type Reason, whenBack } from "../catalogue/index.ts";
import { rankAlternatives, type WayOut } from "./alternatives.ts";
import { whatWouldHelp } from "./help.ts";
import { termsInForce } from "./judge.ts";
import type { QuoteFrame } from "./option.ts";
import { priceWay } from "./price.ts";
import type { Facts, MissingWay } from "./types.ts";

/** Tells why the offer is missing, until when, what would help, and what instead. */
export function tellMissing(
  frame: QuoteFrame,
  offer: CompiledOffer,
  reasons: readonly Reason[],
  ways: readonly WayOut[],
  facts: Facts | undefined,
): MissingWay {
  const { situation, locale, today } = frame;
  const { id, method, count, interval } = offer.offer;
  const price = priceWay(offer, termsInForce(offer, situation), situation.cart.total, situation.cart.currency, today);
  const speaker = speakerOf(reasons);
  const way: MissingWay = {
    offer: id,
    partner: offer.partner[locale],
    method,
    count,
    interval,
    causes: reasons.length === 1 ? [reasons[0]!.cause[locale]] : reasons.map(({ cause }) => cause[locale]),
    back: reasons.length === 1 ? reasons[0]!.back : whenBack(reasons),
    would_help: whatWouldHelp(frame, offer, reasons, facts),
    alternatives: rankAlternatives(ways, offer.offer, price, speaker?.alternatives ?? "auto"),
  };
  return speaker === undefined ? way : { ...way, adjustment: speaker.id };
}

/** The adjustment that speaks first. */
function speakerOf(reasons: readonly Reason[]): Adjustment | undefined {
  for (const { by } of reasons) if (by !== undefined) return by.adjustment;
  return undefined;
}
