import type { FenqiClient } from "@fenqi/client";
import { type Locale, localeOf } from "@fenqi/words";
import { type Amount, toMinor, wholeOf } from "./amounts.ts";
import type { FenqiOptions } from "./options.ts";
import { done, type Result, refuse } from "./refusal.ts";

export type Question = Parameters<FenqiClient["quote"]>[0];

/** What is asked of Medusa about a cart. */
export const CART_FIELDS = [
  "id",
  "currency_code",
  "locale",
  "completed_at",
  "total",
  "discount_total",
  "credit_line_total",
  "items.*",
  "items.adjustments.*",
  "items.tax_lines.*",
  "items.product.type.value",
  "items.product.tags.value",
  "items.product.categories.handle",
  "shipping_methods.*",
  "shipping_methods.adjustments.*",
  "shipping_methods.tax_lines.*",
  "credit_lines.*",
  "shipping_address.country_code",
  "region.automatic_taxes",
  "region.countries.iso_2",
  "customer.id",
  "customer.has_account",
] as const;

/** A cart as Medusa stores it, as far as it decides how it can be paid. Amounts are major units. */
export interface StoredCart {
  readonly id: string;
  readonly currency_code: string;
  readonly locale?: string | null;
  readonly total: Amount;
  readonly discount_total?: Amount | null;
  readonly credit_line_total?: Amount | null;
  readonly items?: readonly StoredItem[] | null;
  readonly shipping_methods?: readonly { readonly amount: Amount }[] | null;
  readonly shipping_address?: { readonly country_code?: string | null } | null;
  readonly region?: { readonly countries?: readonly { readonly iso_2: string }[] | null } | null;
  readonly customer?: { readonly id: string; readonly has_account?: boolean } | null;
}

interface StoredItem {
  readonly id: string;
  readonly title: string;
  readonly product_title?: string | null;
  readonly variant_sku?: string | null;
  readonly unit_price: Amount;
  readonly quantity: Amount;
  readonly product?: {
    readonly type?: { readonly value?: string | null } | null;
    readonly tags?: readonly { readonly value: string }[] | null;
    readonly categories?: readonly { readonly handle: string }[] | null;
  } | null;
}

/** The language that a shopper is spoken to: what the page asks for, else the cart's own. */
export const localeFor = (cart: Pick<StoredCart, "locale">, asked?: string | null): Locale =>
  localeOf(asked ?? cart.locale);

/**
 * The question that a stored cart asks: what is in it at its prices, delivery, discounts, gift cards (credit lines), and tax as
 * what remains, so that all of it adds up to the total that Medusa asks for.
 *
 * The market is the country of delivery, or the region's where it has one only. A product's type is its category; its tags and
 * the handles of its categories are its tags. A signed-in customer is the shopper's `ref`. Refuses a cart whose country is open
 * and one that has nothing to pay.
 */
export function questionOf(cart: StoredCart, options: FenqiOptions, locale: Locale): Result<Question> {
  const currency = cart.currency_code.toUpperCase();
  const minor = (amount: Amount | null | undefined) => toMinor(amount ?? 0, currency);
  const market = marketOf(cart);
  if (!market) return refuse("country_missing", locale);
  const total = minor(cart.total);
  const stored = cart.items ?? [];
  if (total <= 0 || stored.length === 0) return refuse("nothing_to_pay", locale);

  const items = stored.map((item) => itemOf(item, currency));
  const goods = items.reduce((sum, { unit_amount, quantity }) => sum + unit_amount * quantity, 0);
  const shipping = (cart.shipping_methods ?? []).reduce((sum, { amount }) => sum + minor(amount), 0);
  const discount = -minor(cart.discount_total);
  const giftCard = -minor(cart.credit_line_total);
  const tax = total - goods - shipping - discount - giftCard;
  const lines = (
    [
      ["shipping", shipping],
      ["discount", discount],
      ["gift_card", giftCard],
      ["tax", tax],
    ] as const
  )
    .filter(([, amount]) => amount !== 0)
    .map(([kind, amount]) => ({ kind, amount }));

  const ref = cart.customer?.has_account ? cart.customer.id : undefined;
  return done({
    cart: { currency, total, items, lines },
    market,
    channel: options.channel,
    locale,
    ...(ref === undefined ? {} : { shopper: { ref } }),
  });
}

/** What a quote's token is sealed to: the cart, and all of the question but its language. Undefined fields count as absent ones. */
export const askedFor = ({ id }: StoredCart, { locale: _, ...question }: Question) => [id, question];

function marketOf({ shipping_address, region }: StoredCart): string | undefined {
  const countries = region?.countries ?? [];
  const country = shipping_address?.country_code ?? (countries.length === 1 ? countries[0]!.iso_2 : undefined);
  return country?.toUpperCase();
}

/** Limits of the API: lengths of names and words, quantities, tags per item. */
const MOST = { sku: 64, name: 200, word: 40, tags: 10, quantity: 999 } as const;

function itemOf(item: StoredItem, currency: string) {
  const pieces = wholeOf(item.quantity) ?? 0;
  const unit = toMinor(item.unit_price, currency);
  const line = toMinor(item.unit_price, currency, item.quantity);
  // A price with more places than the currency, half a metre, a thousand pieces: the line as one piece.
  const adds = pieces > 0 && pieces <= MOST.quantity && unit * pieces === line;
  const { type, tags = [], categories = [] } = item.product ?? {};
  const words = [...(tags ?? []).map(({ value }) => value), ...(categories ?? []).map(({ handle }) => handle)];
  return {
    sku: (item.variant_sku || item.id).slice(0, MOST.sku),
    name: (item.product_title || item.title).slice(0, MOST.name),
    category: wordOf(type?.value || "goods"),
    tags: [...new Set(words.map(wordOf).filter((word) => word !== ""))].slice(0, MOST.tags),
    unit_amount: adds ? unit : line,
    quantity: adds ? pieces : 1,
  };
}

const wordOf = (text: string) =>
  text
    .replaceAll(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, MOST.word);
