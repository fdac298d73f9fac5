import type { Movement, MovementAsk } from "../../../engine/ports.ts";
import { PartnerFailure } from "../adapter.ts";
import { readText } from "../read-answer.ts";
import type { Gateway } from "./gateway.ts";
import { findTrade, foundOrNone, fromYuan, type Trade, toYuan } from "./trade.ts";

const doneAs = (request: string, partnerId: string): Movement => ({ state: "done", request, partnerId });

/** Huabei is paid all at once when the shopper agrees: a capture looks whether that is so, and moves nothing. */
export async function capture(gateway: Gateway, ask: MovementAsk, signal: AbortSignal): Promise<Movement> {
  const trade = await findTrade(gateway, ask.funding.reference, signal);
  const taken = trade?.status === "TRADE_SUCCESS" || trade?.status === "TRADE_FINISHED";
  if (!taken || ask.amount !== trade.amount) throw new PartnerFailure("refused");
  return doneAs(ask.request, trade.tradeNo);
}

/** Closes what was not paid, and gives back what was. */
export async function cancel(gateway: Gateway, ask: MovementAsk, signal: AbortSignal): Promise<Movement> {
  const { reference } = ask.funding;
  const trade = await findTrade(gateway, reference, signal);
  if (!trade) return doneAs(ask.request, reference);
  if (trade.paid) return refund(gateway, { ...ask, amount: trade.amount }, signal);
  if (trade.status === "WAIT_BUYER_PAY") {
    foundOrNone(await gateway.ask("alipay.trade.close", { out_trade_no: reference }, signal));
  }
  return doneAs(ask.request, trade.tradeNo);
}

/** `alipay.trade.refund`: `out_request_no` makes each part one of its own, however often it is asked. */
export async function refund(gateway: Gateway, ask: MovementAsk, signal: AbortSignal): Promise<Movement> {
  const answer = await gateway.ask(
    "alipay.trade.refund",
    {
      out_trade_no: ask.funding.reference,
      refund_amount: toYuan(ask.amount),
      out_request_no: ask.request,
    },
    signal,
  );
  if (!answer.ok) throw new PartnerFailure("refused");
  const { out_trade_no, trade_no, fund_change } = answer.fields;
  if (readText(out_trade_no) !== ask.funding.reference) throw new PartnerFailure("mismatch");
  if (fund_change === "Y") return doneAs(ask.request, refundId(readText(trade_no), ask));
  const found = await findRefund(gateway, ask, signal);
  return found ?? { state: "pending", request: ask.request, partnerId: refundId(readText(trade_no), ask) };
}

/** What became of a movement; of a cancellation, also when it closed what was never paid. */
export async function findMovement(
  gateway: Gateway,
  ask: MovementAsk,
  signal: AbortSignal,
): Promise<Movement | undefined> {
  if (ask.kind === "refund") return findRefund(gateway, ask, signal);
  const trade = await findTrade(gateway, ask.funding.reference, signal);
  if (!trade) return undefined;
  if (ask.kind === "capture") return trade.paid ? doneAs(ask.request, trade.tradeNo) : undefined;
  return isClosedUnpaid(trade) ? doneAs(ask.request, trade.tradeNo) : findRefund(gateway, ask, signal);
}

const isClosedUnpaid = ({ status, paid }: Trade): boolean => status === "TRADE_CLOSED" && !paid;

/** Alipay gives refunds no id of their own. */
const refundId = (tradeNo: string, { request }: MovementAsk): string => `${tradeNo}_${request}`;

/** `alipay.trade.fastpay.refund.query`: an answer without `refund_status` knows of no such refund. */
async function findRefund(gateway: Gateway, ask: MovementAsk, signal: AbortSignal): Promise<Movement | undefined> {
  const question = { out_trade_no: ask.funding.reference, out_request_no: ask.request };
  const fields = foundOrNone(await gateway.ask("alipay.trade.fastpay.refund.query", question, signal));
  if (fields?.refund_status === undefined) return undefined;
  const { refund_status, refund_amount, out_request_no, trade_no } = fields;
  if (readText(out_request_no) !== ask.request || fromYuan(refund_amount) !== ask.amount) {
    throw new PartnerFailure("mismatch");
  }
  const partnerId = refundId(readText(trade_no), ask);
  return { state: refund_status === "REFUND_SUCCESS" ? "done" : "pending", request: ask.request, partnerId };
}
