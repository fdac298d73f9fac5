import { chooseLocale, chooseTheme, type Locale, readCookie, setCookie, type Theme } from "@fenqi/shell";
import type { FastifyReply, FastifyRequest } from "fastify";
import { formatBasket, parseBasket } from "./cart/basket.ts";
import type { Basket } from "./cart/types.ts";

const COOKIE = "fenqi_cart";
const KEPT_SECONDS = 30 * 86_400;

/** What a page knows of the request: language, theme, address and basket. */
export interface Visit {
  readonly locale: Locale;
  readonly theme: Theme | undefined;
  readonly url: string;
  readonly query: { readonly [name: string]: unknown };
  readonly basket: Basket;
}

export function visitOf(request: FastifyRequest, reply: FastifyReply): Visit {
  return {
    locale: chooseLocale(request, reply),
    theme: chooseTheme(request, reply),
    url: request.url,
    query: request.query as Visit["query"],
    basket: parseBasket(readCookie(request, COOKIE)),
  };
}

/** Remembers the basket for thirty days: what and how many, nothing about the shopper. */
export function keepBasket(reply: FastifyReply, basket: Basket): void {
  setCookie(reply, COOKIE, formatBasket(basket), { maxAgeSeconds: KEPT_SECONDS });
}
