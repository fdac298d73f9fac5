import type { Locale } from "./locale.ts";

/** What stands under a chosen way, in Chinese. */
const zh = {
  lenderName: "资金方",
  bothRates: (rate: string, label: string, effective: string) =>
    `${rate}${label && `（${label}）`}${effective && `，复利 ${effective}`}`,
  annual: "年化",
  first: "首期",
  firstAndToday: (date: string, today: string) => `${date}，${today}`,
  notToday: "今天不付",
  payToday: (amount: string) => `今天付 ${amount}`,
  each: "每期",
  principal: "本金",
  cost: "息费",
  costs: { fee: "手续费", interest: "利息", both: "息费" },
  rent: "租金",
  deposit: "押金",
  depositBack: (amount: string) => `${amount}，归还或买断后退`,
  depositWaived: "免押",
  buyout: "买断",
  buyoutAfter: (count: number, amount: string) => `付满 ${count} 期后 ${amount}`,
  storePart: (store: string) => `部分息费由${store}承担`,
  schedule: (count: number) => `还款计划，${count} 期`,
  until: (date: string) => `至 ${date}`,
  scheduleUntil: (date: string) => `还款计划至 ${date}`,
  compound: (rate: string) => `复利 ${rate}`,
  scheduleColumns: ["期", "应还日", "本金", "费用", "应还"],
};

export type DetailWords = typeof zh;

const en: DetailWords = {
  lenderName: "Lender",
  bothRates: (rate, label, effective) => `${rate}${label && ` (${label})`}${effective && `, ${effective} compound`}`,
  annual: "Annualised",
  first: "First due",
  firstAndToday: (date, today) => `${date}, ${today}`,
  notToday: "nothing today",
  payToday: (amount) => `${amount} today`,
  each: "Each",
  principal: "Principal",
  cost: "Cost",
  costs: { fee: "Fees", interest: "Interest", both: "Interest and fees" },
  rent: "Rent",
  deposit: "Deposit",
  depositBack: (amount) => `${amount}, back on return or buyout`,
  depositWaived: "Waived",
  buyout: "Buyout",
  buyoutAfter: (count, amount) => `${amount} after ${count} payments`,
  storePart: (store) => `${store} covers part of the cost`,
  schedule: (count) => `Schedule, ${count} payments`,
  until: (date) => `to ${date}`,
  scheduleUntil: (date) => `Schedule to ${date}`,
  compound: (rate) => `${rate} compound`,
  scheduleColumns: ["No.", "Due", "Principal", "Fees", "To pay"],
};

export const DETAIL_WORDS: Record<Locale, DetailWords> = { "zh-CN": zh, en };
