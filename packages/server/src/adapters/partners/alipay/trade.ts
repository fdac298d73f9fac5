import type { FundingAsk } from "../../../engine/ports.ts";
import { PartnerFailure } from "../adapter.ts";
import { readText, readWord } from "../read-answer.ts";
import type { AlipayAddress, AlipayAnswer, Fields, Gateway } from "./gateway.ts";

/** Huabei splits into these. */
export const COUNTS = [3, 6, 12];

/** Minutes that the shopper has to pay, from when they are sent to Alipay. */
const MINUTES = 30;

/** `5999.00` */
export const toYuan = (minor: number): string => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, "0")}`;

/** Exact: no fraction is ever a number. */
export function fromYuan(value: unknown): number {
  const [, yuan, fen = ""] = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(readText(value)) ?? [];
  if (yuan === undefined) throw new PartnerFailure("wrong_schema");
  return Number(yuan) * 100 + Number(fen.padEnd(2, "0"));
}

/** A payment as Alipay has it. */
export interface Trade {
  readonly status: "WAIT_BUYER_PAY" | "TRADE_CLOSED" | "TRADE_SUCCESS" | "TRADE_FINISHED";
  readonly tradeNo: string;
  readonly amount: number;
  /** Whether the shopper ever paid; a closed trade may have been paid and given back. */
  readonly paid: boolean;
}

/** `alipay.trade.query`; undefined where Alipay has no such trade: the shopper has not begun. */
export async function findTrade(gateway: Gateway, reference: string, signal: AbortSignal): Promise<Trade | undefined> {
  const fields = foundOrNone(await gateway.ask("alipay.trade.query", { out_trade_no: reference }, signal));
  if (!fields) return undefined;
  if (readText(fields.out_trade_no) !== reference) throw new PartnerFailure("mismatch");
  const status = readWord(fields.trade_status, ["WAIT_BUYER_PAY", "TRADE_CLOSED", "TRADE_SUCCESS", "TRADE_FINISHED"]);
  return {
    status,
    tradeNo: readText(fields.trade_no),
    amount: fromYuan(fields.total_amount),
    paid: status === "TRADE_SUCCESS" || status === "TRADE_FINISHED" || fields.send_pay_date !== undefined,
  };
}

/** Undefined for what does not exist; throws `refused` for any other no. */
export function foundOrNone(answer: AlipayAnswer): Fields | undefined {
  if (answer.ok) return answer.fields;
  if (answer.subCode === "ACQ.TRADE_NOT_EXIST") return undefined;
  throw new PartnerFailure("refused");
}

/**
 * Where the shopper pays: `alipay.trade.page.pay` with Huabei in so many instalments. The plan's reference is the
 * `out_trade_no`: Alipay refuses another amount or other terms under the same one, and a plan with other terms is another
 * plan.
 */
export async function payPage(
  gateway: Gateway,
  address: AlipayAddress,
  { reference, count, amount, returnUrl }: FundingAsk,
  nowMs: number,
): Promise<string> {
  const sdk = await gateway.sdk();
  return sdk.pageExecute("alipay.trade.page.pay", "GET", {
    notifyUrl: address.notifyUrl,
    returnUrl: returnUrl ?? address.returnUrl,
    bizContent: {
      out_trade_no: reference,
      total_amount: toYuan(amount),
      subject: address.subject,
      product_code: "FAST_INSTANT_TRADE_PAY",
      time_expire: beijingTime(nowMs + MINUTES * 60_000),
      enable_pay_channels: "pcreditpayInstallment",
      extend_params: {
        hb_fq_num: String(count),
        hb_fq_seller_percent: address.sellerPays?.includes(count) ? "100" : "0",
      },
    },
  });
}

/** `2026-11-25 09:30:00`, as Alipay writes every time. */
export const beijingTime = (ms: number): string =>
  new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");

/** Milliseconds; throws `wrong_schema`. */
export function fromBeijingTime(value: unknown): number {
  const ms = Date.parse(`${readText(value).replace(" ", "T")}+08:00`);
  if (Number.isNaN(ms)) throw new PartnerFailure("wrong_schema");
  return ms;
}
