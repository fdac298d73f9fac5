import type { Cart, FenqiClient } from "@fenqi/client";

export type Question = Parameters<FenqiClient["quote"]>[0];
type Item = Cart["items"][number];
type Line = NonNullable<Cart["lines"]>[number];

/** What is asked of an order. Amounts are the shop's minor units, tax included. */
export interface OrderFacts {
  readonly currencyCode: string;
  readonly totalWithTax: number;
  readonly shippingWithTax: number;
  readonly lines: readonly OrderLineFacts[];
  readonly surcharges: readonly { readonly sku: string; readonly description: string; readonly priceWithTax: number }[];
}

export interface OrderLineFacts {
  readonly quantity: number;
  readonly unitPriceWithTax: number;
  readonly productVariant: { readonly sku: string; readonly name: string };
}

/** What Fenqi's offers are addressed by, beside the amount. Lower case, digits and hyphens. */
export type Described = Pick<Item, "category" | "tags">;

export interface Asked extends Pick<Question, "market" | "channel" | "locale" | "shopper"> {
  readonly describe: (line: OrderLineFacts) => Described;
}

/** Limits of the API. */
const MOST = { sku: 64, name: 200 } as const;

/**
 * The question whose answer is every way to pay an order. Its items and lines add up to the order's total: what promotions take off and
 * rounding leaves is a discount, or a tax where it is more.
 */
export function orderQuestion(order: OrderFacts, { describe, ...asked }: Asked): Question {
  const { currencyCode: currency, totalWithTax: total, shippingWithTax: shipping } = order;
  const lines = order.lines.filter(({ quantity }) => quantity > 0);
  const items: Item[] = lines.map((line) => ({
    ...item(line.productVariant.sku, line.productVariant.name, describe(line)),
    unit_amount: line.unitPriceWithTax,
    quantity: line.quantity,
  }));
  for (const { sku, description, priceWithTax } of order.surcharges) {
    if (priceWithTax <= 0) continue;
    const described = { category: "surcharge", tags: [] };
    items.push({ ...item(sku, description, described), unit_amount: priceWithTax, quantity: 1 });
  }
  const rest = total - shipping - items.reduce((sum, one) => sum + one.unit_amount * one.quantity, 0);
  const beside: Line[] = [
    { kind: "shipping", amount: shipping },
    { kind: rest < 0 ? "discount" : "tax", amount: rest },
  ];
  return { cart: { currency, total, items, lines: beside.filter(({ amount }) => amount !== 0) }, ...asked };
}

function item(sku: string, name: string, described: Described) {
  return { sku: sku.slice(0, MOST.sku) || "-", name: (name || sku || "-").slice(0, MOST.name), ...described };
}

/** The nearest of the two languages that Fenqi speaks. */
export const nearestLocale = (language: string): Question["locale"] => (language.startsWith("zh") ? "zh-CN" : "en");
