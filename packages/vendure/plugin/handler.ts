import { FenqiProblem } from "@fenqi/client";
import {
  type Injector,
  LanguageCode,
  type Payment,
  PaymentMethodEligibilityChecker,
  PaymentMethodHandler,
  type PaymentState,
} from "@vendure/core";
import { whyNothing } from "../src/missing-reason.ts";
import { PAYMENT_STATES } from "../src/plan-payment.ts";
import { FenqiService } from "./fenqi.service.ts";

let fenqi: FenqiService;
const init = (injector: Injector) => {
  fenqi = injector.get(FenqiService);
};

/**
 * Pays an order by a plan: accepted when the payment is made, activated when it is settled (the goods go out), cancelled before
 * that, refunded after. The plan's id is the payment's transaction.
 */
export const fenqiHandler = new PaymentMethodHandler({
  code: "fenqi",
  description: [
    { languageCode: LanguageCode.en, value: "Fenqi: pay over time" },
    { languageCode: LanguageCode.zh_Hans, value: "Fenqi 分期" },
  ],
  args: {},
  init,

  createPayment: (ctx, order, amount, _args, metadata) => fenqi.pay(ctx, order, amount, metadata),

  async settlePayment(_ctx, _order, payment) {
    try {
      const plan = await fenqi.client.plan(payment.transactionId);
      const stands = PAYMENT_STATES[plan.state];
      if (stands !== "Authorized") {
        const state = stands === "Cancelled" ? stands : still(payment);
        return { success: false, state, errorMessage: `plan ${plan.id} is ${plan.state}` };
      }
      if (plan.state === "accepted")
        await fenqi.client.activate(plan.id, { idempotencyKey: `vendure-${plan.id}-settle` });
      return { success: true };
    } catch (error) {
      return { success: false, state: still(payment), errorMessage: saidOf(error) };
    }
  },

  async cancelPayment(_ctx, _order, payment) {
    try {
      const plan = await fenqi.client.plan(payment.transactionId);
      if (plan.state !== "cancelled" && plan.state !== "declined")
        await fenqi.client.cancelPlan(plan.id, {}, { idempotencyKey: `vendure-${plan.id}-cancel` });
      return { success: true };
    } catch (error) {
      return { success: false, state: still(payment), errorMessage: saidOf(error) };
    }
  },

  async createRefund(_ctx, input, amount, _order, payment) {
    try {
      const refund = { amount, reason: input.reason || "refund" };
      const { id, changes, balance } = await fenqi.client.refund(payment.transactionId, refund);
      return { state: "Settled", transactionId: id, metadata: { changes, balance } };
    } catch (error) {
      return { state: "Failed", metadata: { errorMessage: saidOf(error) } };
    }
  },
});

/** Whether an order can be paid by any plan now; if not, why. */
export const fenqiChecker = new PaymentMethodEligibilityChecker({
  code: "fenqi",
  description: [
    { languageCode: LanguageCode.en, value: "Fenqi has a way to pay this order" },
    { languageCode: LanguageCode.zh_Hans, value: "这笔订单有可用的分期方案" },
  ],
  args: {},
  init,
  async check(ctx, order) {
    try {
      const { quote } = await fenqi.quote(ctx, order.id, "none");
      return quote.options.length > 0 || whyNothing(quote) || false;
    } catch (error) {
      return fenqi.said(ctx, error).message;
    }
  },
});

/** What could not be done now leaves a payment where it is, so that it can be tried again; without a state Vendure makes it an error for good. */
const still = ({ state }: Payment) => state as Exclude<PaymentState, "Settled" | "Cancelled">;

/** To the people of the shop. */
function saidOf(error: unknown): string {
  if (error instanceof FenqiProblem) return error.message;
  throw error;
}
