import type { Minor } from "../money/index.ts";
import type { QuoteInput } from "../quote/index.ts";
import type { Segment } from "./types.ts";

/** Everything that a cart is told apart by. */
export function segmentsOf({ market, channel, cart, shopper }: QuoteInput): Segment[] {
  const segments: Segment[] = [
    { by: "market", value: market },
    { by: "channel", value: channel },
    { by: "amount", value: bandOf(cart.total) },
  ];
  for (const category in cart.categories) segments.push({ by: "category", value: category });
  if (shopper?.segments !== undefined) {
    for (const segment of new Set(shopper.segments)) segments.push({ by: "shopper", value: segment });
  }
  return segments;
}

/** The largest of 1, 2, 5, 10, 20, 50 … that is not above `total`. Minor units; `total` is positive. */
export function bandOf(total: Minor): string {
  let decade = 1;
  while (decade * 10 <= total) decade *= 10;
  return String(total >= 5 * decade ? 5 * decade : total >= 2 * decade ? 2 * decade : decade);
}
