import { type StatementFacts, statementSheet } from "@fenqi/words/statement";
import { drawSheet } from "./pdf-sheet.ts";

export interface PrintOrder {
  readonly facts: StatementFacts;
  readonly locale: "zh-CN" | "en";
}

export type Printed = { readonly bytes: Uint8Array } | { readonly fault: string };

process.on("message", async ({ facts, locale }: PrintOrder) => {
  let printed: Printed;
  try {
    printed = { bytes: await drawSheet(statementSheet(facts, locale), new Date(facts.at)) };
  } catch (error) {
    printed = { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  process.send!(printed);
});
// Nobody is left to draw for.
process.on("disconnect", () => process.exit());
