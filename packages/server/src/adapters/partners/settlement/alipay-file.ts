import type { ReadSettlementFile, SettlementRow } from "../../../engine/ports.ts";
import { type CsvRecord, csvRecords } from "./csv-records.ts";
import { columnsOf, readMajor, readReference, readTime, rowsOf } from "./read-columns.ts";
import { SettlementFlaw } from "./settlement-flaw.ts";

const COLUMNS = ["商户订单号", "业务类型", "完成时间", "商家实收（元）", "退款批次号/请求号", "服务费（元）"] as const;
type Columns = Record<(typeof COLUMNS)[number], number>;

const KINDS: { readonly [type: string]: SettlementRow["kind"] } = { 交易: "capture", 退款: "refund" };

/**
 * Alipay's bill of type `trade`, 业务明细: GBK, notes in lines that begin with `#`, amounts in yuan, times of Beijing.
 * Refunds are negative there; a service fee that was charged is negative too. The file ends with a note that says so.
 * Source: alipay.data.dataservice.bill.downloadurl.query, bill_type=trade
 */
export const readAlipayFile: ReadSettlementFile = async function* (file) {
  let columns: Columns | undefined;
  let last = 1;
  let ended = false;
  yield* rowsOf(csvRecords(file, { encoding: "gb18030", quoted: false }), (record) => {
    last = record.line;
    if (record.fields[0]!.trimStart().startsWith("#")) {
      ended ||= record.fields[0]!.includes("业务明细列表结束");
      return undefined;
    }
    if (columns) return toRow(record, columns);
    columns = columnsOf(record, COLUMNS);
    return undefined;
  });
  if (!columns || !ended) throw new SettlementFlaw(last, columns ? "cut_off" : "columns");
};

function toRow({ line, fields }: CsvRecord, at: Columns): SettlementRow {
  const field = (name: keyof Columns) => fields[at[name]]?.trim();
  const kind = KINDS[field("业务类型") ?? ""];
  const request = field("退款批次号/请求号");
  if (!kind) throw new SettlementFlaw(line, "kind");
  return {
    reference: readReference(field("商户订单号"), line),
    request: request ? readReference(request, line) : null,
    kind,
    amount: readMajor(field("商家实收（元）"), "CNY", line),
    fee: 0 - readMajor(field("服务费（元）"), "CNY", line),
    currency: "CNY",
    at: readTime(field("完成时间"), "+08:00", line),
  };
}
