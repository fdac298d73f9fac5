import { randomUUID } from "node:crypto";
import { chooseLocale, chooseTheme, type Locale, readCookie, setCookie, type Theme } from "@fenqi/shell";
import type { FastifyReply, FastifyRequest } from "fastify";
import { formatBasket, parseBasket } from "./cart/basket.ts";
import type { Basket } from "./cart/types.ts";

const COOKIE = "fenqi_cart";
const KEPT_SECONDS = 30 * 86_400;
const SHOPPER = "fenqi_shopper";
const DECLINED = "fenqi_declined";
/** The next day a partner is asked again. */
const DECLINED_SECONDS = 86_400;
const MOST_DECLINED = 10;
const PARTNER = /^[A-Za-z0-9][\w.:-]{0,63}$/;
const FORM = /^[0-9a-f-]{36}$/;

/** What a page knows of the request: language, theme, address and basket. */
export interface Visit {
  readonly locale: Locale;
  readonly theme: Theme | undefined;
  readonly url: string;
  readonly query: { readonly [name: string]: unknown };
  readonly basket: Basket;
  /** A random reference: who it is, nobody knows; a voucher can be given to it. */
  readonly shopper: string;
  /** Partners who have lately said no to whoever this is: their ways are not offered again at once. */
  readonly declinedBy: readonly string[];
}

export function visitOf(request: FastifyRequest, reply: FastifyReply): Visit {
  return {
    locale: chooseLocale(request, reply),
    theme: chooseTheme(request, reply),
    url: request.url,
    query: request.query as Visit["query"],
    basket: parseBasket(readCookie(request, COOKIE)),
    shopper: shopperOf(request, reply),
    declinedBy:
      readCookie(request, DECLINED)
        ?.split(" ")
        .filter((id) => PARTNER.test(id))
        .slice(0, MOST_DECLINED) ?? [],
  };
}

/** The visitor's reference; a new one at the first visit. */
function shopperOf(request: FastifyRequest, reply: FastifyReply): string {
  const known = readCookie(request, SHOPPER);
  if (known !== undefined && FORM.test(known)) return known;
  const made = randomUUID();
  setCookie(reply, SHOPPER, made, { maxAgeSeconds: KEPT_SECONDS });
  return made;
}

/** Remembers the basket for thirty days: what and how many, nothing about the shopper. */
export function keepBasket(reply: FastifyReply, basket: Basket): void {
  setCookie(reply, COOKIE, formatBasket(basket), { maxAgeSeconds: KEPT_SECONDS });
}

/** Remembers that a partner said no; nobody but this browser does. */
export function keepDeclined(reply: FastifyReply, { declinedBy }: Visit, partner: string): void {
  const partners = [partner, ...declinedBy.filter((other) => other !== partner)].slice(0, MOST_DECLINED);
  setCookie(reply, DECLINED, partners.join(" "), { maxAgeSeconds: DECLINED_SECONDS });
}
