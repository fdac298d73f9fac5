import { randomBytes } from "node:crypto";
import { readCookie, setCookie } from "@fenqi/shell";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { PricedBasket } from "../cart/types.ts";
import type { Visit } from "../visit.ts";
import type { Option, Quote, StoreClient } from "./ask.ts";

const COOKIE = "fenqi_orders";
const KEPT_SECONDS = 365 * 86_400;
/** Orders that a browser remembers; older ones are found by the store's own account pages, which a demo has not. */
const KEPT = 10;
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** An order of this browser. Its reference cannot be guessed: who has it may see its plan. */
export interface Order {
  readonly order_ref: string;
  readonly title: string;
}

export type Placed =
  | { readonly kind: "placed"; readonly plan: string; readonly order: Order }
  /** The shopper has to agree at the partner first: nothing else is done yet. */
  | { readonly kind: "elsewhere"; readonly plan: string; readonly order: Order }
  /** The button was pressed twice: it is ordered already. */
  | { readonly kind: "again" }
  /** The way has gone, or its price: nothing was ordered. */
  | { readonly kind: "gone" }
  | { readonly kind: "declined" }
  /** The voucher was used elsewhere meanwhile: the goods do not go out, and nothing is owed. */
  | { readonly kind: "unpaid" };

export interface Placing {
  readonly visit: Visit;
  readonly basket: PricedBasket;
  /** What was shown, with its token. */
  readonly quote: Quote;
  readonly option: Option;
  readonly confirmedAt: string;
  /** Where a partner sends the shopper back to. */
  readonly returnUrl: string;
  /** Takes what is paid beside the plan: a voucher. False where it cannot be had. */
  readonly pay: () => Promise<boolean>;
}

/** Accepts the option for a new order, and sends the goods at once, as a demo does. Pressing twice orders once. */
export async function placeOrder(client: StoreClient, placing: Placing): Promise<Placed> {
  const { visit, basket, quote, option, confirmedAt, returnUrl, pay } = placing;
  const order = { order_ref: newReference(), title: titleOf(visit, basket) };
  try {
    const made = await client.accept({
      quote_token: quote.token,
      option: option.id,
      order_ref: order.order_ref,
      return_url: returnUrl,
      consent: {
        disclosure: option.disclosure.id,
        language: visit.locale,
        shown_at: quote.created_at,
        confirmed_at: confirmedAt,
      },
    });
    if (made.next_action.kind === "redirect") return { kind: "elsewhere", plan: made.id, order };
    if (!(await pay())) return { kind: "unpaid" };
    if (made.state === "accepted") await client.activate(made.id);
    return { kind: "placed", plan: made.id, order };
  } catch (error) {
    const { status = 500, code } = error as { readonly status?: number; readonly code?: string };
    if (status >= 500) throw error;
    if (code === "quote_used") return { kind: "again" };
    return { kind: code === "partner_declined" ? "declined" : "gone" };
  }
}

/** How long a shopper who comes back waits for the partner's word. */
const WORD_TRIES = 20;
const WORD_EVERY_MS = 250;

/** A plan whose shopper comes back from the partner, once the partner's word is known or has not come in time. */
export async function returnedPlan(client: StoreClient, id: string) {
  let plan = await client.plan(id);
  for (let tries = 0; plan.state === "pending_partner" && tries < WORD_TRIES; tries++) {
    await new Promise((resolve) => setTimeout(resolve, WORD_EVERY_MS));
    plan = await client.plan(id);
  }
  return plan;
}

function titleOf({ locale }: Visit, { entries }: PricedBasket): string {
  const [first] = entries;
  const name = first?.choice.product.fullName[locale] ?? "";
  return entries.length > 1 ? `${name} +${entries.length - 1}` : name;
}

/** `HT-` and 16 letters: 80 bits. */
function newReference(): string {
  return `HT-${[...randomBytes(16)].map((byte) => LETTERS[byte % 32]).join("")}`;
}

export function keepOrder(request: FastifyRequest, reply: FastifyReply, order: Order): void {
  const orders = [order, ...readOrders(request)].slice(0, KEPT);
  setCookie(reply, COOKIE, JSON.stringify(orders.map(({ order_ref, title }) => [order_ref, title])), {
    maxAgeSeconds: KEPT_SECONDS,
  });
}

/** Empty where the cookie is not ours. */
export function readOrders(request: FastifyRequest): readonly Order[] {
  try {
    const kept = JSON.parse(readCookie(request, COOKIE) ?? "[]") as [string, string][];
    return kept.map(([order_ref, title]) => ({ order_ref: String(order_ref), title: String(title) }));
  } catch {
    return [];
  }
}
