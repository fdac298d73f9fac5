import type { CompiledOffer } from "../catalogue/index.ts";
import { explain } from "../explanation/index.ts";
import { CAUSES, type Cause } from "../offer/index.ts";
import { type RankedOption, rankAlternatives } from "./alternatives.ts";
import { whenBack } from "./back.ts";
import { whatWouldHelp } from "./help.ts";
import { type Reason, termsInForce } from "./judge.ts";
import type { QuoteFrame } from "./option.ts";
import { priceWay } from "./price.ts";
import type { Facts, MissingWay } from "./types.ts";

/** Tells why the offer is missing, until when, what would help, and what instead. */
export function tellMissing(
  frame: QuoteFrame,
  offer: CompiledOffer,
  reasons: readonly Reason[],
  options: readonly RankedOption[],
  facts: Facts | undefined,
): MissingWay {
  const { situation, locale, today } = frame;
  const { id, method, count, interval } = offer.offer;
  const price = priceWay(offer, termsInForce(offer, situation), situation.cart.total, situation.cart.currency, today);
  const speaker = reasons.find((reason) => reason.by !== undefined)?.by?.adjustment;
  return {
    offer: id,
    partner: offer.partner[locale],
    method,
    count,
    interval,
    causes: reasons.map((reason) => toCause(frame, reason)),
    back: whenBack(reasons),
    would_help: whatWouldHelp(offer, reasons, situation, facts),
    alternatives: rankAlternatives(options, offer.offer, price, speaker?.alternatives ?? "auto"),
    ...(speaker && { adjustment: speaker.id }),
  };
}

function toCause(frame: QuoteFrame, reason: Reason): Cause {
  const { compiled, locale, situation } = frame;
  const { category, explanation } = CAUSES[reason.code];
  const words =
    reason.by?.explanation ?? compiled.explanations.get(reason.explanation ?? explanation ?? "off.personal.store")!;
  return {
    code: reason.code,
    category: reason.by?.adjustment.cause ?? category ?? "order",
    explanation: explain(words, reason.facts, locale, { currency: situation.cart.currency, zone: compiled.zone }),
    facts: reason.facts,
  };
}
