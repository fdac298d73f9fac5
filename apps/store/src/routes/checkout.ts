import { formOf, fromElsewhere, sendPage, sendProblemPage } from "@fenqi/shell";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { EMPTY } from "../cart/basket.ts";
import { priceVisit, useVoucher } from "../cart/voucher.ts";
import { drawCheckout, drawCosts, drawReview } from "../elements.ts";
import { type CheckoutNotice, checkoutFailed, checkoutPage } from "../pages/checkout.ts";
import { type ContactSaid, confirmedPage } from "../pages/confirmed.ts";
import { helpPage, wishTakenPage } from "../pages/help.ts";
import { reviewPage } from "../pages/review.ts";
import { keepAgreed, readAgreed } from "../quote/agreed.ts";
import { askQuote, optionIn, type Quote, wholeOption } from "../quote/ask.ts";
import { type Decision, decide } from "../quote/decide.ts";
import { keepOrder, placeOrder, readOrders, returnedPlan } from "../quote/order.ts";
import { keepBasket, keepDeclined, type Visit, visitOf } from "../visit.ts";
import type { StoreDeps } from "./deps.ts";

/**
 * Choose, review, confirm. With a script the element does the first two in the page; without one each is a form,
 * answered by 303. Either way the server checks the confirmation against a quote made at that moment.
 */
export function checkoutRoutes(fastify: FastifyInstance, deps: StoreDeps): void {
  const { client, publishableKey, now } = deps;

  fastify.get("/checkout", async (request, reply) => {
    const visit = visitOf(request, reply);
    const basket = await priceVisit(client, visit);
    if (basket.entries.length === 0) return reply.redirect("/cart", 303);
    return answer(request, reply, visit, async () => {
      const quote = await askQuote(client, visit, basket);
      const chosen = optionIn(quote, visit.query.option);
      const detail = chosen && (await wholeOption(client, quote, chosen));
      const element = drawCheckout({ visit, quote, basket, publishableKey, detail });
      return checkoutPage(visit, basket, element, noticeOf(visit.query.notice));
    });
  });

  fastify.post("/checkout", async (request, reply) => {
    if (fromElsewhere(request.headers)) return sendProblemPage(request, reply, 403);
    const form = formOf(request.body);
    const option = encodeURIComponent(form.option ?? "");
    if (form.use) return reply.redirect(`/checkout?option=${encodeURIComponent(form.use)}`, 303);
    if (form.ask) return reply.redirect(`/help?offer=${encodeURIComponent(form.ask)}`, 303);
    if (form.notify)
      return reply.redirect(`/help?wish=1&offer=${encodeURIComponent(form.notify.split(" ")[0] ?? "")}`, 303);
    if (form.step === "back" || !form.option) {
      return reply.redirect(form.step === "back" ? `/checkout?option=${option}` : "/checkout?notice=choose", 303);
    }
    if (form.step === "review") return reply.redirect(`/checkout/review?option=${option}`, 303);
    return confirm(request, reply);
  });

  fastify.get("/checkout/review", async (request, reply) => {
    const visit = visitOf(request, reply);
    const basket = await priceVisit(client, visit);
    if (basket.entries.length === 0) return reply.redirect("/cart", 303);
    return answer(request, reply, visit, async () => {
      const quote = await askQuote(client, visit, basket);
      const option = optionIn(quote, visit.query.option);
      if (!option) return undefined;
      return review(visit, quote, await wholeOption(client, quote, option));
    });
  });

  fastify.get("/checkout/confirmed", async (request, reply) => {
    const agreed = readAgreed(request);
    if (!agreed) return reply.redirect("/checkout", 303);
    const visit = visitOf(request, reply);
    return answer(request, reply, visit, async () => {
      const quote = await client.replay(agreed.token);
      const option = optionIn(quote, agreed.option);
      if (!option) return undefined;
      const whole = await wholeOption(client, { ...quote, token: agreed.token }, option);
      const plan = await client.plan(agreed.plan);
      const costs = drawCosts({ visit, quote, option: whole });
      return confirmedPage(visit, quote, whole, plan, { costs, contact: contactOf(visit.query.contact) });
    });
  });

  /** Notices of the plan that was just made go to this address from now on. */
  fastify.post("/checkout/contact", async (request, reply) => {
    const agreed = readAgreed(request);
    if (fromElsewhere(request.headers) || !agreed) return sendProblemPage(request, reply, 403);
    const { address = "" } = formOf(request.body);
    const { order_ref } = await client.plan(agreed.plan);
    const order = readOrders(request).find((each) => each.order_ref === order_ref);
    const { locale } = visitOf(request, reply);
    const contact = { channel: "email", address, locale, ...(order ? { title: order.title } : {}) } as const;
    const said = await client.setPlanContact(agreed.plan, contact).then(
      () => "done",
      (error: { status?: number }) => {
        if ((error.status ?? 500) >= 500) throw error;
        return "refused";
      },
    );
    return reply.redirect(`/checkout/confirmed?contact=${said}`, 303);
  });

  /** Back from the partner's page: what was agreed there is done, or the shopper chooses again. */
  fastify.get("/checkout/returned", async (request, reply) => {
    const agreed = readAgreed(request);
    if (!agreed) return reply.redirect("/checkout", 303);
    const plan = await returnedPlan(client, agreed.plan);
    if (plan.state === "declined" || plan.state === "cancelled")
      return reply.redirect("/checkout?notice=declined", 303);
    if (plan.state === "accepted") {
      const visit = visitOf(request, reply);
      const quote = await client.replay(agreed.token);
      const basket = await priceVisit(client, visit, quote.id);
      if (!(await useVoucher(client, basket, quote.id))) return reply.redirect("/cart", 303);
      await client.activate(plan.id);
      keepBasket(reply, EMPTY);
    }
    return reply.redirect("/checkout/confirmed", 303);
  });

  /** My plans, by a link that this store makes for the orders of this browser. */
  fastify.get("/orders", async (request, reply) => {
    const orders = readOrders(request);
    if (orders.length === 0) return reply.redirect("/plans", 303);
    const { token } = await client.makePlanLink({ orders: [...orders] });
    return reply.redirect(`/plans?token=${token}`, 303);
  });

  fastify.get("/help", async (request, reply) => {
    const visit = visitOf(request, reply);
    const basket = await priceVisit(client, visit);
    const quote = basket.entries.length > 0 ? await askQuote(client, visit, basket).catch(() => undefined) : undefined;
    const { offer } = visit.query;
    const about = { offer: typeof offer === "string" ? offer : undefined, wish: visit.query.wish !== undefined };
    return sendPage(reply, helpPage(visit, quote, about));
  });

  fastify.post("/waitlist", async (request, reply) => {
    if (fromElsewhere(request.headers)) return sendProblemPage(request, reply, 403);
    const visit = visitOf(request, reply);
    const { token = "", offer = "", address = "" } = formOf(request.body);
    const wish = { quote_token: token, offer, channel: "email", address, locale: visit.locale } as const;
    const taken = await client.joinWaitlist(wish).then(
      () => true,
      (error: { status?: number }) => {
        if ((error.status ?? 500) >= 500) throw error;
        return false;
      },
    );
    return sendPage(reply, wishTakenPage(visit, taken), taken ? 200 : 422);
  });

  /** Confirms, or says why not yet. A later or earlier price is never taken in silence. */
  async function confirm(request: FastifyRequest, reply: FastifyReply) {
    const visit = visitOf(request, reply);
    const form = formOf(request.body);
    const token = form.token ?? "";
    const shown = await client.replay(token).catch(() => undefined);
    const basket = await priceVisit(client, visit, shown?.id);
    if (basket.entries.length === 0) return reply.redirect("/cart", 303);
    const fresh = await askQuote(client, visit, basket).catch(() => undefined);
    if (!fresh) return sendPage(reply, checkoutFailed(visit), 503);
    const decision = decide({ form, shown, now: fresh, basket, at: now() });
    if (decision.kind === "confirmed") {
      const confirmedAt = new Date(now()).toISOString();
      const quote = { ...(shown as Quote), token };
      const pay = () => useVoucher(client, basket, quote.id);
      const { option } = decision;
      const returnUrl = `${request.protocol}://${request.host}/checkout/returned`;
      const placed = await placeOrder(client, { visit, basket, quote, option, confirmedAt, returnUrl, pay });
      if (placed.kind === "declined") keepDeclined(reply, visit, option.partner.id);
      if (placed.kind === "unpaid") return reply.redirect("/cart", 303);
      if (placed.kind === "placed" || placed.kind === "elsewhere") {
        keepAgreed(reply, { option: option.id, token, plan: placed.plan });
        keepOrder(request, reply, placed.order);
        if (placed.kind === "placed") keepBasket(reply, EMPTY);
      }
      const goesOn = placed.kind === "placed" || placed.kind === "elsewhere" || placed.kind === "again";
      return reply.redirect(goesOn ? "/checkout/confirmed" : `/checkout?notice=${placed.kind}`, 303);
    }
    if (decision.kind === "read_on" || decision.kind === "agree") {
      const quote = { ...(shown as Quote), token };
      const whole = await wholeOption(client, quote, decision.option);
      return sendPage(reply, review(visit, quote, whole, decision), 422);
    }
    return reply.redirect(backTo(decision), 303);
  }

  function review(visit: Visit, quote: Quote, option: Quote["options"][number], notice?: Decision) {
    return reviewPage(visit, drawReview({ visit, quote, option }), notice);
  }

  /** Sends the page; goes back to the choice where there is none, and says so where the API gives no answer. */
  async function answer(request: FastifyRequest, reply: FastifyReply, visit: Visit, make: () => Promise<unknown>) {
    try {
      const page = await make();
      return page === undefined ? await reply.redirect("/checkout?notice=gone", 303) : await sendPage(reply, page);
    } catch (error) {
      request.log.error({ err: error }, "no answer for the checkout");
      return sendPage(reply, checkoutFailed(visit), 503);
    }
  }
}

function backTo(decision: Decision): string {
  if (decision.kind === "changed") return `/checkout?notice=changed&option=${encodeURIComponent(decision.option.id)}`;
  return `/checkout?notice=${decision.kind}`;
}

const contactOf = (asked: unknown): ContactSaid => (asked === "done" || asked === "refused" ? asked : undefined);

function noticeOf(asked: unknown): CheckoutNotice {
  return asked === "choose" || asked === "gone" || asked === "changed" || asked === "declined" ? asked : undefined;
}
