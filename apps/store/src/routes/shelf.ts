import { sendPage, sendProblemPage } from "@fenqi/shell";
import type { FastifyInstance } from "fastify";
import { priceBasket } from "../cart/price.ts";
import { drawMessage } from "../elements.ts";
import { homePage } from "../pages/home.ts";
import { productPage, type View } from "../pages/product.ts";
import { chooseFrom, findProduct, skuOf } from "../products/find.ts";
import type { Choice } from "../products/types.ts";
import { askQuote } from "../quote/ask.ts";
import { type Visit, visitOf } from "../visit.ts";
import type { StoreDeps } from "./deps.ts";

const VIEWS: readonly View[] = ["both", "back", "front"];

/** The first page and the product pages. */
export function shelfRoutes(fastify: FastifyInstance, deps: StoreDeps): void {
  fastify.get("/", (request, reply) => sendPage(reply, homePage(visitOf(request, reply))));

  fastify.get("/p/:id", async (request, reply) => {
    const product = findProduct((request.params as { id: string }).id);
    if (!product) return sendProblemPage(request, reply, 404);
    const visit = visitOf(request, reply);
    const choice = chooseFrom(product, visit.query);
    const view = VIEWS.find((each) => each === visit.query.view) ?? "both";
    return sendPage(reply, productPage(visit, choice, view, await messageFor(visit, choice, deps)));
  });
}

/** The line of what it costs over time. Without an answer the line stays empty: the price above is still true. */
async function messageFor(visit: Visit, choice: Choice, { client, publishableKey }: StoreDeps): Promise<unknown> {
  const one = priceBasket({ entries: [{ sku: skuOf(choice), quantity: 1 }], voucher: null, giftCard: false });
  const quote = await askQuote(client, visit, one).catch(() => undefined);
  if (!quote) return "";
  return drawMessage({ visit, quote, basket: one, publishableKey, href: `/compare?sku=${skuOf(choice)}` });
}
