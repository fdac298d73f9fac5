import { choiceOf } from "../products/find.ts";
import type { Basket } from "./types.ts";

export const MAX_QUANTITY = 5;
const MAX_ENTRIES = 10;
export const MAX_CODE = 40;

export const EMPTY: Basket = { entries: [], voucher: null, giftCard: false };

/** The basket that a cookie holds. What is not ours, or no longer sold, is left out. */
export function parseBasket(text: string | undefined): Basket {
  if (!text) return EMPTY;
  const params = new URLSearchParams(text);
  const entries = params
    .getAll("i")
    .slice(0, MAX_ENTRIES)
    .flatMap((entry) => {
      const [sku = "", count] = entry.split("*");
      const quantity = clampQuantity(Number(count));
      return choiceOf(sku) && quantity > 0 ? [{ sku, quantity }] : [];
    });
  return { entries, voucher: params.get("v")?.slice(0, MAX_CODE) || null, giftCard: params.has("g") };
}

export function formatBasket(basket: Basket): string {
  const params = new URLSearchParams();
  for (const { sku, quantity } of basket.entries) params.append("i", `${sku}*${quantity}`);
  if (basket.voucher) params.set("v", basket.voucher);
  if (basket.giftCard) params.set("g", "1");
  return params.toString();
}

/** Adds one; the same thing twice is one entry of two. */
export function addTo(basket: Basket, sku: string): Basket {
  const held = basket.entries.find((entry) => entry.sku === sku);
  if (held) return setQuantity(basket, sku, held.quantity + 1);
  if (basket.entries.length >= MAX_ENTRIES) return basket;
  return { ...basket, entries: [...basket.entries, { sku, quantity: 1 }] };
}

/** Zero removes the entry. */
export function setQuantity(basket: Basket, sku: string, asked: number): Basket {
  const quantity = clampQuantity(asked);
  const entries = basket.entries.map((entry) => (entry.sku === sku ? { sku, quantity } : entry));
  return { ...basket, entries: entries.filter((entry) => entry.quantity > 0) };
}

export function countOf(basket: Basket): number {
  return basket.entries.reduce((sum, entry) => sum + entry.quantity, 0);
}

function clampQuantity(asked: number): number {
  return Number.isInteger(asked) ? Math.min(Math.max(asked, 0), MAX_QUANTITY) : 0;
}
