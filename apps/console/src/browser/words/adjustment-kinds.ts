/** Kinds of adjustments, as a word beside an offer or on a time line. */
const zh = {
  suspend: "暂停",
  restrict: "收紧",
  reprice: "调价",
  demote: "折叠",
  introduce: "上线",
  withdraw: "停办",
  inform: "公告",
} as { readonly [kind: string]: string };
const en: typeof zh = {
  suspend: "Suspension",
  restrict: "Restriction",
  reprice: "New price",
  demote: "Demotion",
  introduce: "Introduction",
  withdraw: "Withdrawal",
  inform: "Announcement",
};
export const adjustmentKinds = { zh, en };
