import { formatInstant, localDay, toIsoDate } from "@fenqi/core/calendar";
import type { CompiledCatalogue } from "@fenqi/core/catalogue";
import { type CompensationMovement, postMovement } from "@fenqi/core/ledger";
import type { Currency, Minor } from "@fenqi/core/money";
import type { Change, Clock } from "./ports.ts";

export interface BookDeps {
  readonly live: { of(merchant: string): { readonly compiled: Pick<CompiledCatalogue, "zone"> } | undefined };
  readonly now: Clock;
}

/** What vouchers of one currency cost the store, or no longer cost it. */
export interface CompensationBooking {
  readonly merchant: string;
  readonly kind: CompensationMovement;
  readonly amount: Minor;
  readonly currency: Currency;
  /** A voucher's id, a compensation's, or the day whose vouchers have lapsed. */
  readonly reference: string;
}

/** Books compensation in the change that gives, uses or ends it; nothing where nothing moves. Source: docs/rules/ledger.md. */
export async function bookCompensation(
  { live, now }: BookDeps,
  change: Pick<Change, "book">,
  { merchant, kind, amount, currency, reference }: CompensationBooking,
): Promise<void> {
  if (amount === 0) return;
  const bookedOn = toIsoDate(localDay(now(), live.of(merchant)!.compiled.zone));
  const lines = postMovement(kind, null, amount);
  await change.book({ kind, bookedOn, at: formatInstant(now()), currency, reference, lines });
}
