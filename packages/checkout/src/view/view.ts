import type { CheckoutWords } from "@fenqi/words/checkout";
import type { Locale } from "@fenqi/words/locale";
import { money } from "@fenqi/words/money";
import type { nothing, TemplateResult } from "lit/html.js";
import type { Cart, Option, Quote } from "../quote.ts";

export interface Agreement {
  readonly href: string;
  readonly "zh-CN": string;
  readonly en: string;
}

/** What the page tells beside the quote; what it does not tell is not said. */
export interface Setting {
  readonly locale: Locale;
  /** IANA zone in which instants are shown. */
  readonly zone: string;
  /** The store's name, for "‹store› covers the cost". */
  readonly store?: string | undefined;
  readonly cart?: Cart | undefined;
  /** Hours of the live desk and hours until a message is answered. */
  readonly helpHours?: string | undefined;
  readonly replyHours?: string | undefined;
  /** Where the form is sent, answered by 303. */
  readonly action?: string | undefined;
  readonly agreements?: readonly Agreement[] | undefined;
}

/** Everything that the list of ways is drawn from. */
export interface View extends Setting {
  readonly words: CheckoutWords;
  readonly quote: Quote;
  readonly selected?: string | undefined;
  /** The selected option whole, once its rows have arrived. */
  readonly detail?: Option | undefined;
  readonly notices?: readonly Notice[];
  /** Under the chosen row; the list of missing ways; changed terms; what is back. Absent where their script never came. */
  readonly chosen?: ((view: View, option: Option) => TemplateResult) | undefined;
  readonly missing?: ((view: View) => TemplateResult | typeof nothing) | undefined;
  readonly changes?: ((view: View, option: Option) => TemplateResult | typeof nothing) | undefined;
  readonly restored?: ((view: View) => readonly TemplateResult[]) | undefined;
}

export interface Notice {
  readonly kind: "alert" | "info";
  readonly text: string;
  /** What the button says that asks again. */
  readonly retry?: string;
}

/** Minor units of the quote's currency, as the reader writes them. */
export function sum(view: Pick<View, "quote" | "locale">, minor: number): string {
  return money(minor, view.quote.currency, view.locale);
}

export function optionOf(quote: Quote, id: string | undefined): Option | undefined {
  return quote.options.find((option) => option.id === id);
}
