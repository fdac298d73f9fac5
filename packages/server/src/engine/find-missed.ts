import { type AudienceMember, type JudgedCatalogue, judgedBy, judgeQuote, mergeMember } from "@fenqi/core/compensation";
import type { LiveCatalogues } from "./live-catalogues.ts";
import type { AskedQuote, TokenSealer } from "./ports.ts";

export interface FindMissedDeps {
  readonly live: LiveCatalogues;
  readonly tokens: TokenSealer;
}

/** Replays quotes and tells what they came to, by their shoppers' references. */
export type FindMissed = (quotes: readonly AskedQuote[]) => Promise<Map<string, AudienceMember>>;

/** Versions kept ready: quotes come by time, so that one is asked for many in a row. */
const KEPT = 8;

/**
 * A reader of quotes for one adjustment. Each is asked again as it was, of the catalogue that answered it and of the same
 * without pauses. Quotes without a shopper's reference, and those whose token no longer opens, tell nothing.
 */
export function findMissed({ live, tokens }: FindMissedDeps, merchant: string, adjustment: string): FindMissed {
  const kept = new Map<string, JudgedCatalogue | undefined>();

  const judgedOf = async (version: string) => {
    if (!kept.has(version)) {
      const whole = await live.find(merchant, version);
      kept.set(version, whole && judgedBy(whole, adjustment));
      const [oldest] = kept.keys();
      if (kept.size > KEPT) kept.delete(oldest!);
    }
    return kept.get(version);
  };

  return async (quotes) => {
    const members = new Map<string, AudienceMember>();
    for (const { at, catalogueVersion, token } of quotes) {
      const judged = await judgedOf(catalogueVersion);
      const input = judged && tokens.open(merchant, token)?.input;
      const shopper = input?.shopper?.ref;
      if (!judged || shopper === undefined) continue;
      const verdict = judgeQuote(judged, input!, at);
      if (verdict === "not_missed") continue;
      const member = { missedAt: at, foundEqual: verdict === "found_equal" };
      const before = members.get(shopper);
      members.set(shopper, before ? mergeMember(before, member) : member);
    }
    return members;
  };
}
