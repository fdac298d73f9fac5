import { formOf, fromElsewhere, sendPage, sendProblemPage } from "@fenqi/shell";
import type { FastifyInstance } from "fastify";
import { addTo, EMPTY } from "../cart/basket.ts";
import { priceBasket } from "../cart/price.ts";
import { type Compared, drawCompare } from "../elements.ts";
import { checkoutFailed } from "../pages/checkout.ts";
import { comparePage } from "../pages/compare.ts";
import { choiceOf, skuOf } from "../products/find.ts";
import { askQuote } from "../quote/ask.ts";
import { resaleOf } from "../quote/resale.ts";
import { keepBasket, visitOf } from "../visit.ts";
import type { StoreDeps } from "./deps.ts";

const MONTHS = 18;
const MAX_MONTHS = 60;

/** Every way side by side, for one product: rent or buy, for how long, sold for how much after. */
export function compareRoutes(fastify: FastifyInstance, { client }: StoreDeps): void {
  fastify.get("/compare", async (request, reply) => {
    const visit = visitOf(request, reply);
    const { sku, months, resale } = visit.query;
    const choice = choiceOf(String(sku ?? visit.basket.entries[0]?.sku ?? ""));
    if (!choice) return reply.redirect("/cart", 303);
    try {
      const basket = priceBasket(addTo(EMPTY, skuOf(choice)));
      const quote = await askQuote(client, visit, basket);
      const asked = { months: wholeIn(months, 1, MAX_MONTHS) ?? MONTHS, resale: resaleOf(resale, basket.total) };
      const comparison = sideBySide(await client.compare({ token: quote.token, ...asked }));
      return await sendPage(
        reply,
        comparePage(visit, choice, drawCompare({ visit, quote, comparison, action: addressOf(skuOf(choice)) })),
      );
    } catch (error) {
      request.log.error({ err: error }, "no answer for the comparison");
      return sendPage(reply, checkoutFailed(visit), 503);
    }
  });

  fastify.post("/compare", async (request, reply) => {
    if (fromElsewhere(request.headers)) return sendProblemPage(request, reply, 403);
    const form = formOf(request.body);
    const choice = choiceOf(String((request.query as { sku?: unknown }).sku ?? ""));
    if (!choice) return reply.redirect("/cart", 303);
    if (form.option && form.step !== "compare") {
      keepBasket(reply, addTo(EMPTY, skuOf(choice)));
      return reply.redirect(`/checkout?option=${encodeURIComponent(form.option)}`, 303);
    }
    const query = new URLSearchParams({ sku: skuOf(choice), months: form.months ?? "", resale: form.resale ?? "" });
    return reply.redirect(`/compare?${query}`, 303);
  });
}

/** Paying at once, renting, and buying over as many months as renting takes: columns that can be held against each other. */
function sideBySide(comparison: Compared): Compared {
  const lease = comparison.ways.find((way) => way.kind === "rent_to_own");
  if (!lease) return comparison;
  const ways = comparison.ways.filter((way) => way.kind !== "buy" || way.count === 1 || way.count === lease.count);
  return { ...comparison, ways };
}

function addressOf(sku: string): string {
  return `/compare?sku=${encodeURIComponent(sku)}`;
}

function wholeIn(text: unknown, min: number, max: number): number | undefined {
  const value = Number(text);
  return Number.isInteger(value) && value >= min && value <= max ? value : undefined;
}
