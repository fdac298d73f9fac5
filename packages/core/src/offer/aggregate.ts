import type { Minor } from "../money/index.ts";
import type { Cart, CartFacts, LineKind } from "./types.ts";

/**
 * What a quote reads of a cart. Equal carts give equal bytes: keys are sorted.
 *
 * Amounts in minor units; an item counts fully under its category and under each of its tags.
 */
export function aggregateCart(cart: Cart): CartFacts {
  const categories = new Map<string, Minor>();
  const tags = new Map<string, Minor>();
  const lines = new Map<LineKind, Minor>();
  let goods = 0;
  for (const item of cart.items) {
    const amount = item.unit_amount * item.quantity;
    goods += amount;
    add(categories, item.category, amount);
    for (const tag of new Set(item.tags)) add(tags, tag, amount);
  }
  for (const line of cart.lines ?? []) add(lines, line.kind, line.amount);
  return {
    currency: cart.currency,
    total: cart.total,
    goods,
    categories: sorted(categories),
    tags: sorted(tags),
    lines: sorted(lines),
  };
}

/** What items and lines add up to; a sound cart's `total`. */
export function sumCart(cart: Cart): Minor {
  const goods = cart.items.reduce((sum, item) => sum + item.unit_amount * item.quantity, 0);
  return (cart.lines ?? []).reduce((sum, line) => sum + line.amount, goods);
}

function add<K>(amounts: Map<K, Minor>, key: K, amount: Minor): void {
  amounts.set(key, (amounts.get(key) ?? 0) + amount);
}

function sorted(amounts: ReadonlyMap<string, Minor>): { readonly [key: string]: Minor } {
  return Object.fromEntries([...amounts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
