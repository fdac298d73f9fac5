import { createPublicKey, createSign, createVerify, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

interface Trade {
  readonly outTradeNo: string;
  readonly tradeNo: string;
  /** What may not change under the same number, as text. */
  readonly terms: string;
  readonly totalFen: number;
  status: "WAIT_BUYER_PAY" | "TRADE_CLOSED" | "TRADE_SUCCESS";
  paidAt?: string;
  readonly refunds: Map<string, number>;
}
type Biz = { readonly [name: string]: unknown };
class Refusal extends Error {}

const fenOf = (text: unknown): number => {
  if (typeof text !== "string" || !/^\d{1,9}\.\d{2}$/.test(text)) throw new Refusal("ACQ.INVALID_PARAMETER");
  return Number(text.replace(".", ""));
};
const yuanOf = (fen: number): string => (fen / 100).toFixed(2);
const check = (holds: boolean, subCode: string) => {
  if (!holds) throw new Refusal(subCode);
};

const pair = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });

/** Names sorted, values as they are, empty ones and the signature left out: 自行实现签名, opendocs.alipay.com/common/02mse7 */
const contentOf = (params: { readonly [name: string]: string }, without: readonly string[]): string =>
  Object.keys(params)
    .filter((name) => !without.includes(name) && params[name] !== "")
    .sort()
    .map((name) => `${name}=${params[name]}`)
    .join("&");

export type AlipayServer = Awaited<ReturnType<typeof startAlipayServer>>;

/**
 * Alipay's gateway as its documentation states it, with checks of its own: RSA2 over every parameter, forms of fields,
 * Huabei's counts and shares, one set of terms per out_trade_no, one refund per out_request_no.
 */
export async function startAlipayServer() {
  const appId = "2021000122671080";
  const app = pair();
  const own = pair();
  const trades = new Map<string, Trade>();
  const asked: { readonly method: string; readonly biz: Biz }[] = [];
  let forged = false;

  const rsa2 = (content: string) =>
    createSign("RSA-SHA256")
      .update(content, "utf8")
      .sign(forged ? app.privateKey : own.privateKey, "base64");

  function verify(params: { readonly [name: string]: string }): void {
    check(params.app_id === appId, "isv.invalid-app-id");
    check(
      params.sign_type === "RSA2" && params.charset === "utf-8" && params.version === "1.0",
      "isv.invalid-arguments",
    );
    check(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(params.timestamp ?? ""), "isv.invalid-timestamp");
    const right = createVerify("RSA-SHA256")
      .update(contentOf(params, ["sign"]), "utf8")
      .verify(createPublicKey(app.publicKey), params.sign ?? "", "base64");
    check(right, "isv.invalid-signature");
  }

  const found = ({ out_trade_no }: Biz): Trade => {
    const trade = trades.get(String(out_trade_no));
    if (!trade) throw new Refusal("ACQ.TRADE_NOT_EXIST");
    return trade;
  };
  const sumOf = ({ refunds }: Trade) => [...refunds.values()].reduce((sum, fen) => sum + fen, 0);

  const METHODS: { readonly [method: string]: (biz: Biz, params: { readonly [name: string]: string }) => object } = {
    "alipay.trade.page.pay"(biz, { notify_url, return_url }) {
      const { out_trade_no, total_amount, subject, product_code, extend_params, enable_pay_channels, time_expire } =
        biz;
      const { hb_fq_num, hb_fq_seller_percent, ...others } = extend_params as Biz;
      check(/^\w{1,64}$/.test(String(out_trade_no)), "ACQ.INVALID_PARAMETER");
      check(typeof subject === "string" && !/[/=&]/.test(subject), "ACQ.INVALID_PARAMETER");
      check(product_code === "FAST_INSTANT_TRADE_PAY", "ACQ.INVALID_PARAMETER");
      check(["3", "6", "12"].includes(hb_fq_num as string), "ACQ.INVALID_PARAMETER");
      check(["0", "100"].includes(hb_fq_seller_percent as string), "ACQ.INVALID_PARAMETER");
      check(Object.keys(others).length === 0, "ACQ.INVALID_PARAMETER");
      check(enable_pay_channels === "pcreditpayInstallment", "ACQ.INVALID_PARAMETER");
      check(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(String(time_expire)), "ACQ.INVALID_PARAMETER");
      check(/^https?:/.test(notify_url ?? "") && /^https?:/.test(return_url ?? ""), "isv.invalid-arguments");
      const terms = JSON.stringify([total_amount, subject, hb_fq_num, hb_fq_seller_percent]);
      const before = trades.get(out_trade_no as string);
      check(!before || before.terms === terms, "ACQ.CONTEXT_INCONSISTENT");
      check(!before || before.status === "WAIT_BUYER_PAY", "ACQ.TRADE_HAS_SUCCESS");
      const trade: Trade = before ?? {
        outTradeNo: out_trade_no as string,
        tradeNo: `20261125220014${String(trades.size).padStart(14, "0")}`,
        terms,
        totalFen: fenOf(total_amount),
        status: "WAIT_BUYER_PAY",
        refunds: new Map(),
      };
      trades.set(trade.outTradeNo, trade);
      return { out_trade_no, trade_no: trade.tradeNo };
    },
    "alipay.trade.query"(biz) {
      const { outTradeNo, tradeNo, status, totalFen, paidAt } = found(biz);
      return {
        out_trade_no: outTradeNo,
        trade_no: tradeNo,
        trade_status: status,
        total_amount: yuanOf(totalFen),
        buyer_logon_id: "ban***@alipay.com",
        ...(paidAt ? { send_pay_date: paidAt } : {}),
      };
    },
    "alipay.trade.close"(biz) {
      const trade = found(biz);
      check(trade.status === "WAIT_BUYER_PAY", "ACQ.TRADE_STATUS_ERROR");
      trade.status = "TRADE_CLOSED";
      return { out_trade_no: trade.outTradeNo, trade_no: trade.tradeNo };
    },
    "alipay.trade.refund"(biz) {
      const trade = found(biz);
      const request = String(biz.out_request_no ?? "");
      const fen = fenOf(biz.refund_amount);
      check(/^\w{1,64}$/.test(request), "ACQ.INVALID_PARAMETER");
      const before = trade.refunds.get(request);
      check(before === undefined || before === fen, "ACQ.DISCORDANT_REPEAT_REQUEST");
      if (before === undefined) {
        check(trade.status === "TRADE_SUCCESS", "ACQ.TRADE_STATUS_ERROR");
        check(sumOf(trade) + fen <= trade.totalFen, "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL");
        trade.refunds.set(request, fen);
        if (sumOf(trade) === trade.totalFen) trade.status = "TRADE_CLOSED";
      }
      return {
        out_trade_no: trade.outTradeNo,
        trade_no: trade.tradeNo,
        fund_change: before === undefined ? "Y" : "N",
        refund_fee: yuanOf(sumOf(trade)),
      };
    },
    "alipay.trade.fastpay.refund.query"(biz) {
      const trade = found(biz);
      const fen = trade.refunds.get(String(biz.out_request_no));
      if (fen === undefined) return {};
      return {
        out_trade_no: trade.outTradeNo,
        trade_no: trade.tradeNo,
        out_request_no: biz.out_request_no,
        total_amount: yuanOf(trade.totalFen),
        refund_amount: yuanOf(fen),
        refund_status: "REFUND_SUCCESS",
      };
    },
  };

  function answer(params: { readonly [name: string]: string }): object {
    try {
      verify(params);
      const biz = JSON.parse(params.biz_content ?? "") as Biz;
      asked.push({ method: params.method!, biz });
      const method = METHODS[params.method!];
      if (!method) throw new Refusal("isv.invalid-method");
      return { code: "10000", msg: "Success", ...method(biz, params) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const business = error.message.startsWith("ACQ.");
      const msg = business ? "Business Failed" : "Invalid Arguments";
      return { code: business ? "40004" : "40002", msg, sub_code: error.message, sub_msg: "说明" };
    }
  }

  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const { searchParams } = new URL(request.url!, "http://alipay");
    const params = Object.fromEntries([...searchParams, ...new URLSearchParams(body)]);
    const content = JSON.stringify(answer(params)).replaceAll("/", "\\/");
    const key = `${params.method?.replaceAll(".", "_")}_response`;
    response.writeHead(200, { "content-type": "text/html;charset=utf-8" });
    response.end(`{"${key}":${content},"sign":"${rsa2(content)}"}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    appId,
    appPrivateKey: app.privateKey,
    publicKey: own.publicKey,
    asked,
    /** Signs with a key that is not Alipay's. */
    forge: (on: boolean) => {
      forged = on;
    },
    /** The shopper opens the page that they were sent to, and pays. */
    async pay(redirect: string): Promise<void> {
      const page = await (await fetch(redirect)).json();
      const { code, sub_code, out_trade_no } = (page as { alipay_trade_page_pay_response: { [name: string]: string } })
        .alipay_trade_page_pay_response;
      if (code !== "10000") throw new Error(sub_code);
      Object.assign(trades.get(out_trade_no!)!, { status: "TRADE_SUCCESS", paidAt: "2026-11-25 10:00:00" });
    },
    /** The notification about a trade, as it is posted. */
    notify(outTradeNo: string, notifyTime: string, more: { readonly [name: string]: string } = {}): string {
      const trade = trades.get(outTradeNo)!;
      const params: { [name: string]: string } = {
        notify_id: `n${outTradeNo}`,
        notify_time: notifyTime,
        notify_type: "trade_status_sync",
        app_id: appId,
        out_trade_no: outTradeNo,
        trade_no: trade.tradeNo,
        trade_status: trade.status,
        total_amount: yuanOf(trade.totalFen),
        subject: "分期 100% & more",
        ...more,
      };
      const sign = rsa2(contentOf(params, ["sign", "sign_type"]));
      return new URLSearchParams({ ...params, sign_type: "RSA2", sign }).toString();
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
