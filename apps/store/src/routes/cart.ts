import { formOf, fromElsewhere, sendPage, sendProblemPage } from "@fenqi/shell";
import type { FastifyInstance } from "fastify";
import { addTo, MAX_CODE, setQuantity } from "../cart/basket.ts";
import { ownVouchers, priceVisit } from "../cart/voucher.ts";
import { cartPage } from "../pages/cart.ts";
import { chooseFrom, findProduct, skuOf } from "../products/find.ts";
import { keepBasket, visitOf } from "../visit.ts";
import type { StoreDeps } from "./deps.ts";

/** The cart: shown, added to, changed. Each change is a form, answered by 303. */
export function cartRoutes(fastify: FastifyInstance, { client }: StoreDeps): void {
  fastify.get("/cart", async (request, reply) => {
    const visit = visitOf(request, reply);
    const [basket, own] = await Promise.all([priceVisit(client, visit), ownVouchers(client, visit)]);
    return sendPage(reply, cartPage(visit, basket, own));
  });

  fastify.post("/cart/add", async (request, reply) => {
    if (fromElsewhere(request.headers)) return sendProblemPage(request, reply, 403);
    const form = formOf(request.body);
    const product = findProduct(form.product ?? "");
    if (!product) return sendProblemPage(request, reply, 404);
    const { basket } = visitOf(request, reply);
    keepBasket(reply, addTo(basket, skuOf(chooseFrom(product, form))));
    return reply.redirect(form.then === "checkout" ? "/checkout" : "/cart", 303);
  });

  fastify.post("/cart", async (request, reply) => {
    if (fromElsewhere(request.headers)) return sendProblemPage(request, reply, 403);
    const form = formOf(request.body);
    const { basket } = visitOf(request, reply);
    const counted = form.sku ? setQuantity(basket, form.sku, Number(form.quantity)) : basket;
    keepBasket(reply, {
      ...counted,
      voucher: form.voucher === undefined ? counted.voucher : form.voucher.trim().slice(0, MAX_CODE) || null,
      giftCard: form.gift_card ? form.gift_card === "on" : counted.giftCard,
    });
    return reply.redirect("/cart", 303);
  });
}
