import { formatInstant } from "@fenqi/core/calendar";
import type { QuoteRequest } from "@fenqi/core/quote";
import type { ConsentDeps } from "./ask-consent.ts";
import type { ChangeDeps } from "./change-once.ts";
import { createCompensation } from "./create-compensation.ts";
import { joinWaitlist } from "./join-waitlist.ts";
import { approveCompensation, submitCompensation } from "./move-compensation.ts";
import type { CompensationRow, CompensationStore, OnceOutcome } from "./ports.ts";
import { type QuoteDeps, quoteCart } from "./quote-cart.ts";
import type { Result } from "./refusals.ts";
import type { ReplayDeps } from "./replay-quote.ts";

/** A compensation of the demo: its adjustment, the cart that missed a way, and who asked with it. */
export interface SeededCompensation {
  readonly adjustment: string;
  readonly offer: string;
  readonly request: QuoteRequest;
  /** References; the first waits for the way to return, so that the voucher is sent to it. */
  readonly shoppers: readonly [string, ...string[]];
}

type SeedDeps = ChangeDeps &
  QuoteDeps &
  ConsentDeps &
  ReplayDeps & { readonly compensations: Pick<CompensationStore, "list"> };

/** When the shoppers asked: an hour before the start. */
const BEFORE_MS = 60 * 60 * 1000;

/** Plays what led to a compensation and asks for it, by two of the demo's people; the server's job grants it. Once per store. */
export async function seedCompensation(
  deps: SeedDeps,
  merchant: string,
  { adjustment, offer, request, shoppers }: SeededCompensation,
): Promise<void> {
  if ((await deps.compensations.list(merchant, undefined, 1, adjustment)).length > 0) return;
  const at = formatInstant(deps.now() - BEFORE_MS);
  for (const [place, ref] of shoppers.entries()) {
    const answer = quoteCart(deps, { merchant, request: { ...request, shopper: { ref } }, at, schedules: false });
    if (!answer.ok) throw new Error(`the demo's cart is refused: ${answer.error.code}`);
    if (place > 0) continue;
    const { token } = JSON.parse(new TextDecoder().decode(answer.value)) as { readonly token: string };
    const wish = { merchant, channel: "inbox", address: ref, locale: request.locale, trusted: true } as const;
    await joinWaitlist(deps, { ...wish, offer, quoteToken: token });
  }
  const command = (by: string, step: string) => ({
    once: { merchant, key: `demo ${step} ${adjustment}`, requestHash: step },
    by,
    answer: ({ id }: CompensationRow) => ({ status: 200, body: JSON.stringify({ id }) }),
  });
  const made = rowOf(await createCompensation(deps, { ...command("op-lin", "compensate"), question: { adjustment } }));
  await submitCompensation(deps, { ...command("op-lin", "submit"), id: made.id });
  await approveCompensation(deps, { ...command("ap-zhou", "approve"), id: made.id });
}

function rowOf(outcome: OnceOutcome<Result<CompensationRow>>): CompensationRow {
  if (outcome.kind === "done" && outcome.value.ok) return outcome.value.value;
  throw new Error(`the demo's compensation was not made: ${outcome.kind}`);
}
