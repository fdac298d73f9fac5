import { formOf, fromElsewhere, sendPage, sendProblemPage } from "@fenqi/shell";
import type { FastifyInstance } from "fastify";
import { addTo, setQuantity } from "../cart/basket.ts";
import { cartPage } from "../pages/cart.ts";
import { chooseFrom, findProduct, skuOf } from "../products/find.ts";
import { keepBasket, visitOf } from "../visit.ts";

/** The cart: shown, added to, changed. Each change is a form, answered by 303. */
export function cartRoutes(fastify: FastifyInstance): void {
  fastify.get("/cart", (request, reply) => sendPage(reply, cartPage(visitOf(request, reply))));

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
      voucher: form.voucher ? form.voucher === "on" : counted.voucher,
      giftCard: form.gift_card ? form.gift_card === "on" : counted.giftCard,
    });
    return reply.redirect("/cart", 303);
  });
}
