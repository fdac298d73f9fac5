import type { SettlementQuote } from "@fenqi/core/plan";
import { open, seal } from "./seal.ts";
import { deriveKey } from "./secrets.ts";

/** Seals settlement quotes under the first master key; the others still open what they sealed. */
export function settlementSealer(masterKeys: readonly [Buffer, ...Buffer[]]) {
  const keys = masterKeys.map((key) => deriveKey(key, "settlements"));
  return {
    seal: (quote: SettlementQuote): string => seal(keys[0]!, JSON.stringify(quote), "settlement"),
    open(text: string): SettlementQuote | undefined {
      const opened = open(keys, text, "settlement");
      return opened === undefined ? undefined : (JSON.parse(opened) as SettlementQuote);
    },
  };
}
