import type { Method } from "@fenqi/core/offer";
import type { Authorisation, FundingAsk, Movement, MovementAsk, PartnerTerm } from "../../../engine/ports.ts";
import { CallbackRefusal, type PartnerAdapter, PartnerFailure } from "../adapter.ts";
import { readSandboxFile } from "../settlement/sandbox-file.ts";

/** Authorisations remembered; an older one, looked up, never arrived, and may be made again without any effect elsewhere. */
const KEPT = 10_000;

/**
 * The merchant's own book: nobody is called, the store's rules have decided, and its terms are the catalogue's. What it
 * takes and gives back are entries of the ledger, so every movement is done as soon as it is asked.
 */
export function house(terms: (method: Method) => readonly PartnerTerm[]): PartnerAdapter {
  const made = memory<Authorisation>();
  const moved = memory<Movement>();
  const move = (ask: MovementAsk): Movement =>
    moved.once(ask.request, movementText(ask), {
      state: "done",
      partnerId: `house_${ask.request}`,
      request: ask.request,
    });
  return {
    describeTerms: async (method) => terms(method),
    preCheck: async () => ({ state: "likely" }),
    authorise: async (ask) =>
      made.once(ask.reference, textOf(ask), {
        state: "approved",
        partnerId: `house_${ask.reference}`,
        reference: ask.reference,
      }),
    lookUp: async ({ reference }) => made.of(reference),
    move: async (ask) => move(ask),
    collect: async (ask) => move(ask),
    lookUpMovement: async ({ request }) => moved.of(request),
    readCallback: async () => {
      throw new CallbackRefusal("unsigned");
    },
    readSettlementFile: readSandboxFile,
  };
}

/** The last answers by key; the same key for another question is refused. */
function memory<A>() {
  const known = new Map<string, { readonly ask: string; readonly answer: A }>();
  return {
    of: (key: string): A | undefined => known.get(key)?.answer,
    once(key: string, ask: string, answer: A): A {
      const before = known.get(key);
      if (before && before.ask !== ask) throw new PartnerFailure("refused");
      if (before) return before.answer;
      known.set(key, { ask, answer });
      if (known.size > KEPT) known.delete(known.keys().next().value!);
      return answer;
    },
  };
}

const textOf = ({ reference, method, count, amount, currency }: FundingAsk): string =>
  JSON.stringify([reference, method, count, amount, currency]);

const movementText = ({ kind, funding, amount }: MovementAsk): string =>
  JSON.stringify([kind, amount, textOf(funding)]);
