import type { Instant } from "../calendar/index.ts";
import type { CompiledCatalogue } from "../catalogue/index.ts";
import { priceOption } from "./option.ts";
import { frameOf, offersInScope, type QuoteRefusal, type Result } from "./quote.ts";
import type { Option, QuoteInput } from "./types.ts";

/**
 * What every offer in scope would cost this cart by the terms of `at`, those too that it cannot use, in the catalogue's order:
 * for those who look at offers, never for a shopper.
 *
 * A pure function of the same arguments as the quote; refused as the quote is.
 */
export function priceAll(
  compiled: CompiledCatalogue,
  input: QuoteInput,
  at: Instant,
): Result<readonly Option[], QuoteRefusal> {
  const frame = frameOf(compiled, input, at);
  if (!frame.ok) return frame;
  const offers = offersInScope(compiled, frame.value.situation);
  const priced = offers.map((offer) => priceOption(frame.value, offer, { schedules: true }).option);
  return { ok: true, value: priced };
}
