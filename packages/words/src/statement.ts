import { type Costed, type CostLine, type Costs, costLines } from "./cost-lines.ts";
import { date, moment, zoneName } from "./dates.ts";
import type { Locale } from "./locale.ts";
import { money } from "./money.ts";
import { plansWords } from "./pages/plans.ts";
import { percent } from "./percent.ts";
import { REVIEW_WORDS } from "./review.ts";
import { buysOut, type Run } from "./runs.ts";
import { runs } from "./runs-in-full.ts";
import { fullTitle } from "./ways.ts";

type Words = { readonly [L in Locale]: string };

/** What a statement of a plan tells. Amounts in minor units, days as `2026-12-22`, instants as ISO 8601. */
export interface StatementFacts {
  /** The moment that it is true for, the plan's own day at it, and the merchant's zone. */
  readonly at: string;
  readonly today: string;
  readonly zone: string;
  readonly merchant: Words;
  readonly partner: { readonly id: string; readonly name: Words; readonly legalName: Words | null };
  readonly plan: string;
  readonly order: string;
  /** Of the quote that it was chosen from; null where that has been forgotten. */
  readonly code: string | null;
  readonly state: string;
  /** Nothing is asked for any more, whatever the rows once said. */
  readonly over: boolean;
  readonly way: {
    readonly method: string;
    readonly count: number | null;
    readonly interval: { readonly every: number; readonly unit: string };
  };
  readonly currency: string;
  readonly agreedOn: string;
  /** What was shown and confirmed; null for a plan that was made without. */
  readonly agreed: {
    readonly confirmedAt: string;
    readonly readingSeconds: number;
    readonly option: Costed & { readonly runs: readonly Run[]; readonly disclosure: object };
  } | null;
  readonly rows: readonly {
    readonly n: number;
    readonly due_on: string;
    readonly principal: number;
    readonly cost: number;
    readonly total: number;
    readonly paid: number;
    readonly state: "upcoming" | "due" | "overdue" | "paid";
  }[];
  /** Money that moved, oldest first, by the event that told it. */
  readonly moved: readonly {
    readonly at: string;
    readonly event: StatementEvent;
    readonly amount: number;
    /** Interest and fees that were paid and come back beside a refund's own amount, which is the price of goods alone. */
    readonly costBack?: number;
  }[];
  readonly balance: {
    readonly outstanding: number;
    readonly due_now: number;
    readonly overdue: number;
    readonly credit: number;
    readonly refunded: number;
    readonly refund_payable: number;
    /** Held for leased goods. */
    readonly deposit: number;
  };
}

/** Events of a plan that move a shopper's money. */
export const STATEMENT_EVENTS = [
  "plan.repaid",
  "plan.recovered",
  "plan.credited",
  "plan.credit_returned",
  "plan.refunded",
  "plan.refund_paid_out",
  "plan.late_waived",
  "plan.deposit_returned",
  "plan.bought_out",
  "plan.written_off",
] as const;
export type StatementEvent = (typeof STATEMENT_EVENTS)[number];

export interface SheetColumn {
  readonly title: string;
  /** `number`: at the right. */
  readonly kind: "text" | "number";
  /** Of the width; all columns of a table come to 1. */
  readonly share: number;
}

/** What stands on the sheet, one under the other. */
export type SheetBlock =
  | { readonly kind: "heading" | "text" | "note"; readonly text: string }
  | { readonly kind: "facts"; readonly rows: readonly (readonly [name: string, value: string])[] }
  | {
      readonly kind: "table";
      readonly columns: readonly SheetColumn[];
      readonly rows: readonly (readonly string[])[];
      /** Stands out from the rows. */
      readonly foot?: readonly string[];
    }
  | {
      readonly kind: "strip";
      readonly segments: readonly { readonly total: number; readonly cost: number; readonly paid: boolean }[];
      /** Its twin in words. */
      readonly legend: string;
    };

export interface Sheet {
  readonly lang: Locale;
  readonly title: string;
  /** Under the title. */
  readonly lead: string;
  readonly blocks: readonly SheetBlock[];
  /** At the foot of each page. */
  readonly foot: (page: number, of: number) => string;
}

const zh = {
  title: "分期对账单",
  lead: (merchant: string, moment: string, zone: string) => `${merchant} · 截至 ${moment}（${zone}）`,
  merchant: "商户",
  lender: "资金方",
  order: "订单号",
  plan: "账单编号",
  code: "报价短码",
  ordered: "下单日",
  state: "状态",
  way: "付款方式",
  agreed: "约定内容",
  each: "每期",
  total: "总计",
  free: "免息，与全款相同",
  withCost: (cost: string) => `含息费 ${cost}`,
  yearly: "年化",
  simple: (rate: string) => `${rate}（单利）`,
  confirmed: (moment: string, seconds: number) => `以上内容于 ${moment} 向您展示并经您确认，阅读 ${seconds} 秒。`,
  noTable: "此方式的费用由发卡行决定，以银行账单为准。",
  schedule: "还款计划",
  legend: (paid: string, open: string) =>
    `期条：每段一期，宽度为金额；实色已还 ${paid}，浅色待还 ${open}，斜线为息费。`,
  rent: "租金",
  columns: ["期", "应还日", "本金", "息费", "应还", "已还", "状态"],
  checkout: "下单",
  rowStates: { upcoming: "未到期", due: "今日到期", overdue: "已逾期", paid: "已还" },
  moved: "款项往来",
  movedColumns: ["日期", "事项", "金额"],
  events: {
    "plan.repaid": "收到还款",
    "plan.recovered": "核销后收到还款",
    "plan.credited": "多收的款项，待使用或退回",
    "plan.credit_returned": "退回多收的款项",
    "plan.refunded": "订单退款，冲减账单",
    "plan.refund_paid_out": "退款已付给您",
    "plan.late_waived": "减免逾期费",
    "plan.deposit_returned": "退还押金",
    "plan.bought_out": "买下租赁商品",
    "plan.written_off": "核销",
  } satisfies Record<StatementEvent, string> as Record<StatementEvent, string>,
  nothingMoved: "还没有款项往来。",
  balance: "余额",
  outstanding: "待还合计",
  dueNow: "现在应还",
  overdue: "其中逾期",
  credit: "多收待用",
  costBack: "随退款退还的已付息费",
  refunded: "已退款",
  refundPayable: "待付给您",
  deposit: "押金，买下或归还后退回",
  foot: (plan: string, page: number, of: number) => `${plan} · 第 ${page} 页，共 ${of} 页`,
};

const en: typeof zh = {
  title: "Plan statement",
  lead: (merchant, moment, zone) => `${merchant} · as of ${moment} (${zone})`,
  merchant: "Merchant",
  lender: "Lender",
  order: "Order",
  plan: "Plan",
  code: "Quote code",
  ordered: "Ordered",
  state: "State",
  way: "Way to pay",
  agreed: "What was agreed",
  each: "Each payment",
  total: "Total",
  free: "Interest-free, same as paying in full",
  withCost: (cost) => `including ${cost} interest and fees`,
  yearly: "Annualised",
  simple: (rate) => `${rate} (simple)`,
  confirmed: (moment, seconds) =>
    `Shown to you and confirmed by you on ${moment}, after ${seconds} seconds of reading.`,
  noTable: "Your card's issuer sets the cost of this way; its own bill counts.",
  schedule: "Schedule",
  legend: (paid, open) =>
    `The strip: a segment per payment, as wide as its amount; solid is paid, ${paid}; pale is to pay, ${open}; hatched is cost.`,
  rent: "Rent",
  columns: ["No.", "Due", "Principal", "Cost", "To pay", "Paid", "State"],
  checkout: "checkout",
  rowStates: { upcoming: "not due yet", due: "due today", overdue: "overdue", paid: "paid" },
  moved: "Payments and refunds",
  movedColumns: ["Date", "What", "Amount"],
  events: {
    "plan.repaid": "Payment received",
    "plan.recovered": "Payment received after the write-off",
    "plan.credited": "Received beyond what was owed, to be used or returned",
    "plan.credit_returned": "Returned what was received beyond",
    "plan.refunded": "Refund of the order, taken off the plan",
    "plan.refund_paid_out": "Refund paid to you",
    "plan.late_waived": "Late charges waived",
    "plan.deposit_returned": "Deposit returned",
    "plan.bought_out": "Leased goods bought",
    "plan.written_off": "Written off",
  },
  nothingMoved: "No money has moved yet.",
  balance: "Balance",
  outstanding: "Still to pay",
  dueNow: "Due now",
  overdue: "Of which overdue",
  credit: "Received beyond, open",
  costBack: "Interest and fees paid that come back with the refund",
  refunded: "Refunded",
  refundPayable: "Owed to you",
  deposit: "Deposit, back on return or buyout",
  foot: (plan, page, of) => `${plan} · page ${page} of ${of}`,
};

/** Every date of a statement has its year. */
const WITH_YEAR = { near: "1970-01-01T00:00:00Z" };

/** A plan's statement as what stands on it, in one language: the same for every way it is drawn. */
export function statementSheet(facts: StatementFacts, locale: Locale): Sheet {
  const w = locale === "en" ? en : zh;
  const { plan, at, zone } = facts;
  return {
    lang: locale,
    title: w.title,
    lead: w.lead(facts.merchant[locale], moment(at, zone, locale, WITH_YEAR), zoneName(zone, locale)),
    blocks: [
      ...aboutBlocks(facts, locale),
      ...agreedBlocks(facts, locale),
      ...scheduleBlocks(facts, locale),
      ...movedBlocks(facts, locale),
      ...balanceBlocks(facts, locale),
    ],
    foot: (page, of) => w.foot(plan, page, of),
  };
}

const wordsFor = (locale: Locale) => (locale === "en" ? en : zh);
const day = (iso: string, locale: Locale) => date(iso, locale, WITH_YEAR);

function aboutBlocks(facts: StatementFacts, locale: Locale): readonly SheetBlock[] {
  const w = wordsFor(locale);
  const { partner } = facts;
  const way = fullTitle({ ...facts.way, partner: { name: partner.name[locale] } }, locale);
  const rows: (readonly [string, string])[] = [
    [w.merchant, facts.merchant[locale]],
    [w.lender, (partner.legalName ?? partner.name)[locale]],
    [w.way, way],
    [w.order, facts.order],
    [w.plan, facts.plan],
    ...(facts.code === null ? [] : [[w.code, facts.code] as const]),
    [w.ordered, day(facts.agreedOn, locale)],
    [w.state, plansWords(locale).states[facts.state] ?? facts.state],
  ];
  return [{ kind: "facts", rows }];
}

const COST_SHARES = [0.6, 0.22, 0.18];

function agreedBlocks(facts: StatementFacts, locale: Locale): readonly SheetBlock[] {
  const { agreed, currency, partner, zone } = facts;
  if (agreed === null) return [];
  const w = wordsFor(locale);
  const { option } = agreed;
  const say = (minor: number) => money(minor, currency, locale);
  const confirmed = w.confirmed(moment(agreed.confirmedAt, zone, locale, WITH_YEAR), agreed.readingSeconds);
  const heading: SheetBlock = { kind: "heading", text: w.agreed };
  if (option.total === null) return [heading, { kind: "text", text: w.noTable }, { kind: "note", text: confirmed }];

  const rate = option.rate?.headline == null ? null : percent(option.rate.headline, locale);
  const whole = option.cost === 0 ? w.free : w.withCost(say(option.cost ?? 0));
  const terms: (readonly [string, string])[] = [
    ...(option.runs.length === 0 ? [] : [[w.each, runs(option.runs, currency, locale, buysOut(option))] as const]),
    [
      option.lease ? REVIEW_WORDS[locale].totalToOwn : w.total,
      `${say(option.total)}${locale === "en" ? ", " : "，"}${whole}`,
    ],
    ...(rate === null ? [] : [[w.yearly, option.rate?.label === "simple" ? w.simple(rate) : rate] as const]),
  ];
  const blocks: SheetBlock[] = [heading, { kind: "facts", rows: terms }];
  if ("items" in option.disclosure) {
    const named = { ...option, partner: { id: partner.id, name: partner.name[locale] } };
    const setting = { locale, currency, store: facts.merchant[locale] };
    const costs = costLines(named, option.disclosure as Costs, setting);
    const columns = costs.columns.map(
      (title, index): SheetColumn => ({ title, kind: index === 0 ? "text" : "number", share: COST_SHARES[index]! }),
    );
    blocks.push({ kind: "text", text: costs.caption });
    blocks.push({ kind: "table", columns, rows: costs.items.map(cellsOf), foot: cellsOf(costs.total) });
    if (costs.contingent.length > 0) {
      blocks.push({ kind: "text", text: costs.contingentCaption });
      blocks.push({ kind: "table", columns, rows: costs.contingent.map(cellsOf) });
    }
    if (costs.nothingElse !== undefined) blocks.push({ kind: "note", text: costs.nothingElse });
  }
  return [...blocks, { kind: "note", text: confirmed }];
}

const cellsOf = ({ name, how, amount, yearly }: CostLine) => [how === "" ? name : `${name}\n${how}`, amount, yearly];

const COST_COLUMN = 3;
const SCHEDULE_SHARES = [0.08, 0.2, 0.155, 0.135, 0.155, 0.155, 0.12];

function scheduleBlocks({ rows, currency, way, over }: StatementFacts, locale: Locale): readonly SheetBlock[] {
  const w = wordsFor(locale);
  // Rent is what is paid for, not what it costs to pay over time.
  const leased = way.method === "lease";
  const say = (minor: number) => money(minor, currency, locale);
  const sum = (of: "principal" | "cost" | "total" | "paid") => rows.reduce((total, row) => total + row[of], 0);
  const owed = rows.filter(({ total }) => total > 0);
  const columns = w.columns.map(
    (title, index): SheetColumn => ({
      title: leased && index === COST_COLUMN ? w.rent : title,
      kind: index >= 2 && index <= 5 ? "number" : "text",
      share: SCHEDULE_SHARES[index]!,
    }),
  );
  return [
    { kind: "heading", text: w.schedule },
    {
      kind: "strip",
      segments: owed.map(({ total, cost, paid }) => ({ total, cost: leased ? 0 : cost, paid: paid >= total })),
      legend: w.legend(say(sum("paid")), say(over ? 0 : sum("total") - sum("paid"))),
    },
    {
      kind: "table",
      columns,
      rows: rows.map((row) => [
        row.n === 0 ? w.checkout : String(row.n),
        day(row.due_on, locale),
        say(row.principal),
        say(row.cost),
        say(row.total),
        say(row.paid),
        row.total === 0 || (over && row.state !== "paid") ? "—" : w.rowStates[row.state],
      ]),
      foot: [
        REVIEW_WORDS[locale].total,
        "",
        say(sum("principal")),
        say(sum("cost")),
        say(sum("total")),
        say(sum("paid")),
        "",
      ],
    },
  ];
}

function movedBlocks({ moved, currency, zone }: StatementFacts, locale: Locale): readonly SheetBlock[] {
  const w = wordsFor(locale);
  const heading: SheetBlock = { kind: "heading", text: w.moved };
  if (moved.length === 0) return [heading, { kind: "text", text: w.nothingMoved }];
  const [at, what, amount] = w.movedColumns as [string, string, string];
  return [
    heading,
    {
      kind: "table",
      columns: [
        { title: at, kind: "text", share: 0.28 },
        { title: what, kind: "text", share: 0.52 },
        { title: amount, kind: "number", share: 0.2 },
      ],
      rows: moved.flatMap(({ at, event, amount, costBack = 0 }) => {
        const row = (what: string, minor: number) => [
          moment(at, zone, locale, WITH_YEAR),
          what,
          money(minor, currency, locale),
        ];
        return [row(w.events[event], amount), ...(costBack === 0 ? [] : [row(w.costBack, costBack)])];
      }),
    },
  ];
}

function balanceBlocks({ balance, currency }: StatementFacts, locale: Locale): readonly SheetBlock[] {
  const w = wordsFor(locale);
  const say = (minor: number) => money(minor, currency, locale);
  const always: (readonly [string, string])[] = [
    [w.outstanding, say(balance.outstanding)],
    [w.dueNow, say(balance.due_now)],
  ];
  const sometimes = [
    [w.overdue, balance.overdue],
    [w.credit, balance.credit],
    [w.refunded, balance.refunded],
    [w.refundPayable, balance.refund_payable],
    [w.deposit, balance.deposit],
  ] as const;
  const more = sometimes.filter(([, amount]) => amount !== 0).map(([name, amount]) => [name, say(amount)] as const);
  return [
    { kind: "heading", text: w.balance },
    { kind: "facts", rows: [...always, ...more] },
  ];
}
