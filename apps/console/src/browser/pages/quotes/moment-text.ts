import { wordsOf, written } from "../../locale.ts";
import { offerName } from "../../parts/way-name.ts";
import { quotesWords } from "../../words/quotes.ts";
import type { Moment, Traced } from "./checks.ts";

const words = wordsOf(quotesWords);
const MOST = 2;

/** What happened at a moment, in a few words: which adjustments did what. */
export function momentText(moment: Moment): string {
  const told = moment.adjustments.map(({ kind, change, admits_ppm }) => {
    const share = change === "ramps" && admits_ppm !== null ? ` ${written.share(admits_ppm / 1_000_000, 0)}` : "";
    return `${words.kinds[kind] ?? kind} ${words.moment[change]}${share}`;
  });
  return told.length > 0 ? listed(told) : words.why[moment.why];
}

/** Names of offers, the first few. */
export function offersText(ids: readonly string[], offers: Traced["offers"]): string {
  const byId = new Map(offers.map((offer) => [offer.id, offer]));
  return written.names(
    ids.map((id) => {
      const offer = byId.get(id);
      return offer ? offerName(offer) : id;
    }),
  );
}

const listed = (texts: readonly string[]): string =>
  texts.length > MOST ? `${written.names(texts.slice(0, MOST))} +${texts.length - MOST}` : written.names(texts);
