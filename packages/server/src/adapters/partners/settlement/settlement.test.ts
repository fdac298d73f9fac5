import { expect, test } from "vitest";
import type { ReadSettlementFile, SettlementRow } from "../../../engine/ports.ts";
import { readAlipayFile } from "./alipay-file.ts";
import { readSandboxFile } from "./sandbox-file.ts";
import { readStripeFile } from "./stripe-file.ts";

/** The file in pieces of `size` bytes, so that records and characters are cut anywhere. */
async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function read(reader: ReadSettlementFile, file: Uint8Array | string, size = 7): Promise<SettlementRow[]> {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const rows: SettlementRow[] = [];
  for await (const some of reader(inPieces(bytes, size))) rows.push(...some);
  return rows;
}

const SANDBOX = "reference,request,kind,amount,fee,currency,at\n";
const CAPTURE = "plan_1,,capture,599900,3599,CNY,2026-11-25T02:00:00.000Z\n";

test("the sandbox's file, cut anywhere", async () => {
  const file = `${SANDBOX}${CAPTURE}plan_1,ref_1,refund,-100,-1,CNY,2026-11-25T03:00:00.000Z\r\n\n`;
  const rows = await read(readSandboxFile, file);
  expect(rows).toEqual([
    {
      reference: "plan_1",
      request: null,
      kind: "capture",
      amount: 599_900,
      fee: 3_599,
      currency: "CNY",
      at: "2026-11-25T02:00:00.000Z",
    },
    {
      reference: "plan_1",
      request: "ref_1",
      kind: "refund",
      amount: -100,
      fee: -1,
      currency: "CNY",
      at: "2026-11-25T03:00:00.000Z",
    },
  ]);
  for (const size of [1, 2, 50, 10_000]) expect(await read(readSandboxFile, file, size)).toEqual(rows);
});

test.each([
  ["columns", 1, CAPTURE],
  ["kind", 3, `${SANDBOX}${CAPTURE}${CAPTURE.replace("capture", "gift")}`],
  ["amount", 2, SANDBOX + CAPTURE.replace("599900", "5999.00")],
  ["amount", 2, SANDBOX + CAPTURE.replace("599900", "9007199254740993")],
  ["amount", 2, SANDBOX + CAPTURE.replace("599900", "00000000000000001")],
  ["amount", 2, SANDBOX + CAPTURE.replace("599900", "-")],
  ["amount", 2, SANDBOX + CAPTURE.replace("599900", "+1")],
  ["amount", 2, SANDBOX + CAPTURE.replace("599900", "1e3")],
  ["amount", 2, SANDBOX + CAPTURE.replace("599900", "１")],
  ["amount", 2, SANDBOX + CAPTURE.replace("599900", "")],
  ["currency", 2, SANDBOX + CAPTURE.replace("CNY", "XXY")],
  ["time", 2, SANDBOX + CAPTURE.replace("2026-11-25", "2026-02-30")],
  ["reference", 2, SANDBOX + CAPTURE.replace("plan_1", "")],
  ["too_long", 2, SANDBOX + "x".repeat(70_000)],
  ["cut_off", 2, `${SANDBOX}"plan_1`],
])("%s in line %d refuses the file", async (flaw, line, file) => {
  await expect(read(readSandboxFile, file, 1_000)).rejects.toMatchObject({ name: "SettlementFileError", flaw, line });
});

/** 业务明细 as Alipay sends it: GBK, tabs behind numbers, notes around. Written in hex, as no encoder of GBK is at hand. */
const gbk = new Map<string, string>();
const decoder = new TextDecoder("gb18030");
for (let high = 0x81; high <= 0xfe; high += 1) {
  for (let low = 0x40; low <= 0xfe; low += 1) gbk.set(decoder.decode(Uint8Array.of(high, low)), `${high},${low}`);
}
const inGbk = (text: string) =>
  Uint8Array.from(
    [...text].flatMap((one) => (one < "\x80" ? [one.charCodeAt(0)] : gbk.get(one)!.split(",").map(Number))),
  );

const ALIPAY_TITLES =
  "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注";
const alipayLine = (type: string, amount: string, request: string, fee: string) =>
  `2026112522001\t,plan_1\t,${type}\t,手机,2026-11-25 00:06:14,2026-11-25 00:06:15,\t,\t,\t,\t,*杨(137****2600)\t,${amount},${amount},0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,${request}\t,${fee},0.00,备注`;
const ALIPAY = [
  "#支付宝业务明细查询",
  "#账号：[20885212319120680156]",
  "#起始日期：[2026年11月25日 00:00:00]   终止日期：[2026年11月26日 00:00:00]",
  "#-----------------------------------------业务明细列表----------------------------------------",
  ALIPAY_TITLES,
  alipayLine("交易", "5999.00", "", "-35.99"),
  alipayLine("退款", "-0.10", "ref_1", "0.01").replace("手机", '5" 屏'),
  "#-----------------------------------------业务明细列表结束------------------------------------",
  "#交易合计：1笔，商家实收共5999.00元，商家优惠共0.00元",
];

test("Alipay's bill: GBK, Beijing time, yuan, fees and refunds with their signs", async () => {
  const rows = await read(readAlipayFile, inGbk(ALIPAY.join("\r\n")));
  expect(rows).toEqual([
    {
      reference: "plan_1",
      request: null,
      kind: "capture",
      amount: 599_900,
      fee: 3_599,
      currency: "CNY",
      at: "2026-11-24T16:06:15.000Z",
    },
    {
      reference: "plan_1",
      request: "ref_1",
      kind: "refund",
      amount: -10,
      fee: -1,
      currency: "CNY",
      at: "2026-11-24T16:06:15.000Z",
    },
  ]);
});

test.each([
  ["cut_off", ALIPAY.slice(0, 7)],
  ["columns", ALIPAY.filter((line) => line !== ALIPAY_TITLES)],
  ["columns", []],
  ["kind", ALIPAY.map((line) => line.replace("退款\t", "赠送\t"))],
])("%s: not Alipay's bill, or not the whole of it", async (flaw, lines) => {
  await expect(read(readAlipayFile, inGbk(lines.join("\n")))).rejects.toMatchObject({ flaw });
});

const STRIPE =
  "balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,description,payment_metadata[reference],refund_metadata[request]\n";

test("Stripe's report: quoted fields, units of each currency, categories", async () => {
  const file = `${STRIPE}"txn_1","2026-11-25 02:00:00","usd","59.99","2.04","57.95","charge","a ""gift"",\ntwo lines","plan_1",""
"txn_2","2026-11-25 02:00:01","jpy","-500","0","-500","refund","","plan_2","ref_2"
"txn_3","2026-11-25 02:00:02","usd","-57.95","0.00","-57.95","payout","","",""
"txn_4","2026-11-25 02:00:03","usd","-0.02","0.00","-0.02","network_cost",,,
`;
  const rows = await read(readStripeFile, file);
  expect(rows.map(({ reference, request, kind, amount, fee }) => [reference, request, kind, amount, fee])).toEqual([
    ["plan_1", null, "capture", 5_999, 204],
    ["plan_2", "ref_2", "refund", -500, 0],
    ["txn_3", null, "payout", -5_795, 0],
    ["txn_4", null, "other", -2, 0],
  ]);
  expect(rows[0]).toMatchObject({ currency: "USD", at: "2026-11-25T02:00:00.000Z" });
  await expect(read(readStripeFile, STRIPE + file.split("\n")[3]!.replace("-500", "-500.5"))).rejects.toMatchObject({
    flaw: "amount",
  });
});
