import type { CaseRow, Change } from "./ports.ts";

/** What happened that the shopper hears of; the words themselves are on the case's page only. */
export type CaseStep = "opened" | "answered" | "decided" | "goodwill";

/** Puts a message in the outbox with the link to the case's page, where the case has an address. */
export async function tellShopper(
  change: Change,
  { id, recipient, locale }: CaseRow,
  step: CaseStep,
  at: string,
): Promise<void> {
  if (!recipient) return;
  const { channel, to } = recipient;
  const newest = await change.newest();
  const facts = { kind: "case", id, step, merchant: newest?.catalogue.merchant.name ?? null };
  await change.enqueue(at, { channel, to, locale, template: "case", facts, dedupe_key: `case:${id}:${step}:${at}` });
}
