import type { Method } from "@fenqi/core/offer";
import type { Authorisation, FundingAsk, PartnerTerm } from "../../../engine/ports.ts";
import { type PartnerAdapter, PartnerFailure } from "../adapter.ts";

/** Authorisations remembered; an older one, looked up, never arrived, and may be made again without any effect elsewhere. */
const KEPT = 10_000;

/** The merchant's own book: nobody is called, the store's rules have decided, and its terms are the catalogue's. */
export function house(terms: (method: Method) => readonly PartnerTerm[]): PartnerAdapter {
  const made = new Map<string, { readonly ask: string; readonly answer: Authorisation }>();
  return {
    describeTerms: async (method) => terms(method),
    preCheck: async () => ({ state: "likely" }),
    async authorise(ask) {
      const before = made.get(ask.reference);
      if (before && before.ask !== textOf(ask)) throw new PartnerFailure("refused");
      if (before) return before.answer;
      const { reference } = ask;
      const answer: Authorisation = { state: "approved", partnerId: `house_${reference}`, reference };
      made.set(reference, { ask: textOf(ask), answer });
      if (made.size > KEPT) made.delete(made.keys().next().value!);
      return answer;
    },
    lookUp: async ({ reference }) => made.get(reference)?.answer,
  };
}

const textOf = ({ reference, method, count, amount, currency }: FundingAsk): string =>
  JSON.stringify([reference, method, count, amount, currency]);
