import type { Form } from "@fenqi/shell";
import type { PricedBasket } from "../cart/types.ts";
import { type Option, optionIn, type Quote } from "./ask.ts";

/** What a confirmation comes to. Only `confirmed` goes on; nothing is ordered by any of them. */
export type Decision =
  | { readonly kind: "confirmed"; readonly option: Option }
  | { readonly kind: "choose" }
  | { readonly kind: "gone" }
  | { readonly kind: "changed"; readonly option: Option }
  | { readonly kind: "read_on"; readonly option: Option; readonly seconds: number }
  | { readonly kind: "agree"; readonly option: Option };

export interface Confirming {
  readonly form: Form;
  /** The quote that was shown, made again from its token; undefined when the token no longer holds. */
  readonly shown: Quote | undefined;
  /** The same cart now. */
  readonly now: Quote;
  readonly basket: PricedBasket;
  /** Milliseconds. */
  readonly at: number;
}

/**
 * Checks a confirmation on the server, in this order: a way is chosen, it still stands, at the price shown, it was read
 * long enough since the quote was made, and agreed to.
 */
export function decide({ form, shown, now, basket, at }: Confirming): Decision {
  const id = form.option;
  if (!id) return { kind: "choose" };
  const option = optionIn(now, id);
  if (!option) return { kind: "gone" };
  const seen = shown && shown.total === basket.total ? optionIn(shown, id) : undefined;
  if (!shown || !seen || seen.total !== option.total || at >= Date.parse(shown.expires_at))
    return { kind: "changed", option };
  const { reading_seconds: needed, confirm } = option.disclosure.acknowledgement;
  const seconds = Math.ceil(needed - (at - Date.parse(shown.created_at)) / 1000);
  if (seconds > 0) return { kind: "read_on", option, seconds };
  const agreed = form.agreed === "yes" || Number(form.read_seconds) >= needed;
  return confirm && !agreed ? { kind: "agree", option } : { kind: "confirmed", option };
}
