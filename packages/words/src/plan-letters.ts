import { date } from "./dates.ts";
import type { LetterWords } from "./letters.ts";
import type { Locale } from "./locale.ts";
import { money } from "./money.ts";
import { fullTitle, isFull } from "./ways.ts";

type Words = { readonly [L in Locale]: string };

/** What a shopper is told of a plan. Amounts in minor units, days as `2026-12-22`. */
export interface PlanNoticeFacts {
  readonly step:
    | "made"
    | "coming"
    | "received"
    | "missed"
    | "not_taken"
    | "refunded"
    | "settled"
    | "cancelled"
    | "dates_moved"
    | "late_waived"
    | "returned";
  /** Of what happened. */
  readonly data: { readonly [fact: string]: number | string | boolean | null };
  readonly merchant: Words;
  readonly order: { readonly order_ref: string; readonly title: string };
  readonly partner: Words;
  readonly way: {
    readonly method: string;
    readonly count: number | null;
    readonly interval: { readonly every: number; readonly unit: string };
  };
  readonly currency: string;
  /** The plan's own day. */
  readonly today: string;
  readonly owed: {
    readonly total: number;
    readonly cost: number;
    /** Late charges that are open. */
    readonly late: number;
    readonly outstanding: number;
    readonly next: { readonly n: number; readonly due_on: string; readonly amount: number } | null;
  };
  /** Payments are taken on their day, by the shopper's mandate. */
  readonly takes: boolean;
  readonly ask: { readonly telephone: string | null; readonly hours: string | null };
}

export interface PlanLetterLinks {
  /** My plans, signed. */
  readonly plans: string;
  /** Where the store is asked. */
  readonly help: string;
}

/** Nothing personal stands in a subject: others see it. */
const zh = {
  subjects: {
    made: "您确认的付款方式",
    coming: "还款日提醒",
    received: "已收到付款",
    missed: "请查看您的账单",
    not_taken: "请查看您的账单",
    refunded: "退款通知",
    settled: "账单已结清",
    cancelled: "订单的付款安排已取消",
    dates_moved: "还款日已变更",
    late_waived: "账单有更新",
    returned: "租赁已结束",
  } as Record<PlanNoticeFacts["step"], string>,
  subject: (store: string, what: string) => `${store}：${what}`,
  made: (title: string, way: string) => `订单“${title}”：${way}，已按您的确认生成账单。`,
  total: (total: string) => `共 ${total}，与全款相同，没有息费。`,
  totalWithCost: (total: string, cost: string) => `共 ${total}，其中息费 ${cost}。`,
  rents: (total: string) => `租金共 ${total}，押金另计，归还后退回。`,
  paidWhole: (total: string) => `共 ${total}。`,
  first: (day: string, sum: string) => `首次付款：${day}，${sum}。`,
  coming: (day: string, n: number, title: string, sum: string) => `${day}，“${title}”第 ${n} 期应付 ${sum}。`,
  taken: "届时会按您的授权自动扣款，您不用操作。",
  notTaken: (sum: string, title: string) => `按您的授权为“${title}”扣款 ${sum}，这次没有成功。`,
  triesAgain: "最近几天会再试；您也可以现在自己付款，付过的不会再扣。",
  paidAlready: "如果您刚刚付过款，请忽略这封信。",
  received: (sum: string, title: string) => `已收到您为“${title}”支付的 ${sum}。`,
  missed: (day: string, title: string, sum: string) => `“${title}”${day}应付的 ${sum}，我们还没有收到。`,
  late: (sum: string) => `按约定，到今天的逾期费为 ${sum}，已计入账单。`,
  talk: "付款有困难，或对金额有疑问，请与我们联系。",
  refunded: (sum: string, title: string) => `“${title}”已退款 ${sum}。`,
  refundNote: "退款先从还没付的期数里减去；已付部分中多出的，退回原支付方式。",
  paidBack: (sum: string) => `您已付的款项中，有 ${sum} 将退还给您。`,
  paidBackWithCost: (sum: string, cost: string) => `您已付的款项中，有 ${sum} 将退还给您，其中息费 ${cost}。`,
  settled: (title: string) => `“${title}”已全部付清，不再有应付款项。`,
  settledEarly: (title: string) => `“${title}”已提前结清，不再有应付款项。`,
  cancelled: (title: string) => `订单“${title}”的付款安排已取消，您不需要支付任何款项。`,
  moved: (title: string, before: string, after: string) => `“${title}”的还款日已变更：原为 ${before}，现为 ${after}。`,
  waived: (sum: string, title: string) => `“${title}”的逾期费已免除 ${sum}。`,
  returned: (title: string) => `“${title}”已归还，租约结束，不再有应付款项。`,
  rest: (sum: string) => `还需付 ${sum}。`,
  next: (day: string, sum: string) => `下次付款：${day}，${sum}。`,
  pay: (link: string) => `付款和查看账单：${link}`,
  see: (link: string) => `查看账单：${link}`,
  keep: "有链接的人都能打开这份账单，请不要转发。",
  ask: (link: string) => `有疑问，请留言：${link}`,
  call: (telephone: string) => `电话 ${telephone}`,
  callIn: (telephone: string, hours: string) => `电话 ${telephone}（${hours}）`,
};

const en: typeof zh = {
  subjects: {
    made: "how you chose to pay",
    coming: "a payment comes up",
    received: "payment received",
    missed: "please look at your plan",
    not_taken: "please look at your plan",
    refunded: "a refund",
    settled: "your plan is settled",
    cancelled: "a plan is cancelled",
    dates_moved: "payment days have moved",
    late_waived: "news on your plan",
    returned: "your rental has ended",
  },
  subject: (store, what) => `${store}: ${what}`,
  made: (title, way) => `“${title}”: ${way}. The plan that you confirmed is made.`,
  total: (total) => `${total} in total, the same as paying in full: no interest, no fees.`,
  totalWithCost: (total, cost) => `${total} in total, of which ${cost} is interest and fees.`,
  rents: (total) => `${total} of rent in total; the deposit is apart and comes back when the goods do.`,
  paidWhole: (total) => `${total} in total.`,
  first: (day, sum) => `First payment: ${day}, ${sum}.`,
  coming: (day, n, title, sum) => `${sum} is due on ${day}: payment ${n} of “${title}”.`,
  taken: "It is taken as you have agreed; there is nothing to do.",
  notTaken: (sum, title) => `We could not take ${sum} for “${title}” as you have agreed.`,
  triesAgain: "We may try again in the next days. You can also pay now; what is paid is not taken again.",
  paidAlready: "If you have just paid, ignore this message.",
  received: (sum, title) => `We have received ${sum} for “${title}”.`,
  missed: (day, title, sum) => `We have not received ${sum}, due on ${day} for “${title}”, yet.`,
  late: (sum) => `As agreed, late charges up to today are ${sum}; they stand in the plan.`,
  talk: "If paying is difficult, or an amount looks wrong, please get in touch.",
  refunded: (sum, title) => `${sum} is refunded for “${title}”.`,
  refundNote: "A refund lowers the payments to come first; what was paid beyond goes back the way it came.",
  paidBack: (sum) => `Of what you have paid, ${sum} comes back to you.`,
  paidBackWithCost: (sum, cost) =>
    `Of what you have paid, ${sum} comes back to you; ${cost} of it is interest and fees.`,
  settled: (title) => `“${title}” is paid in full. Nothing is owed any more.`,
  settledEarly: (title) => `“${title}” is settled early. Nothing is owed any more.`,
  cancelled: (title) => `The plan for “${title}” is cancelled. You have nothing to pay.`,
  moved: (title, before, after) => `The payment day of “${title}” has moved from ${before} to ${after}.`,
  waived: (sum, title) => `${sum} of late charges for “${title}” are waived.`,
  returned: (title) => `“${title}” has come back and the rental has ended. Nothing is owed any more.`,
  rest: (sum) => `${sum} is still to be paid.`,
  next: (day, sum) => `Next payment: ${day}, ${sum}.`,
  pay: (link) => `To pay, and to see the plan: ${link}`,
  see: (link) => `To see the plan: ${link}`,
  keep: "Whoever has the link can open the plan, so please do not pass it on.",
  ask: (link) => `Questions? Write to us: ${link}`,
  call: (telephone) => `Telephone ${telephone}`,
  callIn: (telephone, hours) => `Telephone ${telephone} (${hours})`,
};

const WORDS: Record<Locale, typeof zh> = { "zh-CN": zh, en };

/** A notice of a plan: facts, what can be done, and whom to ask. */
export function planLetter(facts: PlanNoticeFacts, links: PlanLetterLinks, locale: Locale): LetterWords {
  const words = WORDS[locale];
  const { telephone, hours } = facts.ask;
  const call = telephone === null ? [] : [hours === null ? words.call(telephone) : words.callIn(telephone, hours)];
  const pays = facts.step === "coming" || facts.step === "missed" || facts.step === "not_taken";
  return {
    subject: words.subject(facts.merchant[locale], words.subjects[facts.step]),
    text: [
      ...linesOf(facts, locale),
      pays ? words.pay(links.plans) : words.see(links.plans),
      words.keep,
      [words.ask(links.help), ...call].join("\n"),
    ].join("\n\n"),
  };
}

function linesOf(facts: PlanNoticeFacts, locale: Locale): readonly string[] {
  const words = WORDS[locale];
  const { data, owed, today } = facts;
  const { title } = facts.order;
  const say = (minor: unknown) => money(Number(minor), facts.currency, locale);
  const day = (iso: unknown) => date(String(iso), locale, { near: today });
  const nextOf = (line: (day: string, sum: string) => string) =>
    owed.next ? [line(day(owed.next.due_on), say(owed.next.amount))] : [];
  const rest = owed.outstanding > 0 ? [words.rest(say(owed.outstanding)), ...nextOf(words.next)] : [];
  switch (facts.step) {
    case "made": {
      const way = { ...facts.way, partner: { name: facts.partner[locale] } };
      const later = isFull(way) ? [] : nextOf(words.first);
      return [words.made(title, fullTitle(way, locale)), costOf(facts, words, say), ...later];
    }
    case "coming":
      return [
        ...nextOf((on, sum) => words.coming(on, owed.next!.n, title, sum)),
        facts.takes ? words.taken : words.paidAlready,
      ];
    case "received":
      return [words.received(say(data.amount), title), ...rest];
    case "missed":
      return [
        words.missed(day(data.due_on), title, say(data.amount)),
        ...(owed.late > 0 ? [words.late(say(owed.late))] : []),
        words.paidAlready,
        words.talk,
      ];
    case "not_taken":
      return [words.notTaken(say(data.amount), title), words.triesAgain, words.talk];
    case "refunded":
      return [words.refunded(say(data.amount), title), words.refundNote, ...paidBackOf(data, words, say), ...rest];
    case "settled":
      return [
        ...(data.received === undefined ? [] : [words.received(say(data.received), title)]),
        data.early ? words.settledEarly(title) : words.settled(title),
      ];
    case "cancelled":
      return [words.cancelled(title)];
    case "dates_moved":
      return [words.moved(title, day(data.before), day(data.after)), ...nextOf(words.next)];
    case "late_waived":
      return [words.waived(say(data.amount), title), ...rest];
    case "returned":
      return [words.returned(title)];
  }
}

/** What comes back in money, and what of it was cost: a refund's own sum is the price of goods alone. */
function paidBackOf(
  { paid_back = 0, cost_back = 0 }: PlanNoticeFacts["data"],
  words: typeof zh,
  say: (minor: unknown) => string,
): readonly string[] {
  if (paid_back === 0) return [];
  return [cost_back === 0 ? words.paidBack(say(paid_back)) : words.paidBackWithCost(say(paid_back), say(cost_back))];
}

/** The whole price in one sentence. */
function costOf({ way, owed }: PlanNoticeFacts, words: typeof zh, say: (minor: number) => string): string {
  if (way.method === "lease") return words.rents(say(owed.total));
  if (way.count === null || way.count === 1) return words.paidWhole(say(owed.total));
  return owed.cost > 0 ? words.totalWithCost(say(owed.total), say(owed.cost)) : words.total(say(owed.total));
}
