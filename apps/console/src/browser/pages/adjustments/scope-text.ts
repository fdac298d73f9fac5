import { locale, wordsOf } from "../../locale.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { type Catalogue, offerTitle, partnerName, type Scope } from "./reach.ts";

const words = wordsOf(adjustmentsWords);

/** Every part of a scope that is bound; what is open is named as all. */
export function scopeText(scope: Scope, catalogue: Catalogue): string {
  const { offers } = catalogue;
  const offer = offers.find(({ id }) => id === scope.offer);
  const said: readonly (string | undefined)[] = [
    scope.partner && partnerName(scope.partner, catalogue, locale),
    scope.method && words.methods[scope.method],
    scope.offer && (offer ? offerTitle(offer, catalogue, locale) : scope.offer),
    scope.count === undefined ? undefined : `${words.count} ${scope.count}`,
    scope.market ? `${words.market} ${scope.market}` : words.allShort(words.market),
    scope.channel ? (words.channels[scope.channel] ?? scope.channel) : words.allShort(words.channel),
    scope.category ? `${words.category} ${scope.category}` : words.allShort(words.category),
    scope.segment ? `${words.segment} ${scope.segment}` : words.allShort(words.segment),
  ];
  return said.filter(Boolean).join(" · ");
}
