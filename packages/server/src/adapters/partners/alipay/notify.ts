import { formatInstant } from "@fenqi/core/calendar";
import type { CallbackMessage, PartnerCallback } from "../../../engine/ports.ts";
import { CallbackRefusal, type SignedCallback } from "../adapter.ts";
import { readText, readWord } from "../read-answer.ts";
import type { Gateway } from "./gateway.ts";
import { fromBeijingTime, fromYuan } from "./trade.ts";

const STATES = {
  WAIT_BUYER_PAY: "pending",
  TRADE_SUCCESS: "approved",
  TRADE_FINISHED: "approved",
  TRADE_CLOSED: "declined",
} as const;
const STATUSES = Object.keys(STATES) as (keyof typeof STATES)[];

/** An asynchronous notification: a form, signed with RSA2 by Alipay. It wants to hear `success`, or tells it again. */
export async function readNotify(gateway: Gateway, appId: string, message: CallbackMessage): Promise<SignedCallback> {
  const fields = Object.fromEntries(new URLSearchParams(message.body));
  if (!fields.sign || fields.sign_type !== "RSA2") throw new CallbackRefusal("unsigned");
  const sdk = await gateway.sdk();
  if (!sdk.checkNotifySignV2(fields) || fields.app_id !== appId) throw new CallbackRefusal("signature");
  try {
    const signedAtMs = fromBeijingTime(fields.notify_time);
    const id = readText(fields.notify_id);
    return { signedAtMs, mark: `${id} ${signedAtMs}`, callback: toCallback(fields, id, signedAtMs), reply: "success" };
  } catch {
    throw new CallbackRefusal("form");
  }
}

/** Undefined for what a refund of ours led to: its own answer said so. */
function toCallback(
  fields: { readonly [name: string]: string },
  id: string,
  atMs: number,
): PartnerCallback | undefined {
  if (fields.notify_type !== "trade_status_sync" || fields.gmt_refund) return undefined;
  return {
    id,
    at: formatInstant(atMs),
    about: "authorisation",
    reference: readText(fields.out_trade_no),
    state: STATES[readWord(fields.trade_status, STATUSES)],
    amount: fromYuan(fields.total_amount),
    currency: "CNY",
  };
}
