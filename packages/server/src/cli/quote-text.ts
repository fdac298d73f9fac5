import type { Back, Help } from "@fenqi/core/offer";
import type { MissingWay, Option, QuoteAnswer } from "@fenqi/core/quote";
import { buysOut, date, fullTitle, type Locale, moment, money, percent, rhythm, runs, zoneName } from "@fenqi/words";
import { type Column, cells, table } from "./table.ts";

const WORDS = {
  "zh-CN": {
    heads: ["方式", "每期", "总计", "费用", "年化", "首期"],
    quote: "报价",
    issuer: "以银行页面为准",
    simple: "（单利）",
    missing: "不可用",
    why: "原因",
    back: "恢复",
    instead: "可换用",
    help: "可以这样",
    changes: {
      increase_total: "加购",
      reduce_total: "减少",
      remove_line: "不使用",
      remove_category: "移出类别",
      wait_until: "等到",
      verify_identity: "完成实名认证",
    },
    lines: { shipping: "运费", discount: "优惠", tax: "税费", gift_card: "礼品卡" },
    unknown: "时间待定，下次更新不晚于",
    more: "多付",
    less: "少付",
    same: "总额相同",
    none: "没有任何方案面向此市场、渠道和币种。",
  },
  en: {
    heads: ["way", "each", "total", "cost", "a year", "first due"],
    quote: "Quote",
    issuer: "set by the bank",
    simple: " simple",
    missing: "Missing",
    why: "why",
    back: "back",
    instead: "instead",
    help: "would help",
    changes: {
      increase_total: "add",
      reduce_total: "take off",
      remove_line: "without the",
      remove_category: "without the category",
      wait_until: "from",
      verify_identity: "verify identity",
    },
    lines: { shipping: "shipping", discount: "discount", tax: "tax", gift_card: "gift card" },
    unknown: "no date yet, next word by",
    more: "more",
    less: "less",
    same: "same total",
    none: "No offer is addressed to this market, channel and currency.",
  },
} as const;

export interface QuoteTextStyle {
  readonly locale: Locale;
  /** IANA zone in which instants are written. */
  readonly zone: string;
}

/** A quote for people at a terminal: the ways in columns, then the missing ones with reason, return and alternative. */
export function quoteText(answer: QuoteAnswer & { readonly code?: string }, style: QuoteTextStyle): string {
  const { locale, zone } = style;
  const words = WORDS[locale];
  const columns: Column[] = words.heads.map((head, at) => ({ head, align: at === 0 || at === 5 ? "left" : "right" }));
  const rows = answer.options.map((option) => optionCells(option, answer, locale));
  const head = [
    words.quote,
    answer.code,
    money(answer.total, answer.currency, locale),
    moment(answer.created_at, zone, locale),
  ];
  const zoneSaid = `(${zoneName(zone, locale)})`;
  const isEmpty = answer.options.length + answer.missing.length === 0;
  const lines = [
    `${head.filter(Boolean).join("  ")} ${zoneSaid}`,
    "",
    ...(isEmpty ? [words.none] : table(columns, rows)),
  ];
  if (answer.missing.length > 0) lines.push("", `${words.missing} (${answer.missing.length})`);
  for (const way of answer.missing) lines.push("", ...missingLines(way, answer, style));
  return `${lines.join("\n")}\n`;
}

function optionCells(option: Option, { currency, created_at: near }: QuoteAnswer, locale: Locale): string[] {
  const words = WORDS[locale];
  const free = option.badges.includes("interest_free");
  const way = [fullTitle(option, locale, free), rhythm(option, locale)].filter(Boolean).join(" ");
  if (option.total === null) return [way, "", words.issuer, "", "", ""];
  const { rate } = option;
  const label = rate?.label === "simple" && option.cost !== 0 ? words.simple : "";
  const yearly = rate?.headline ? percent(rate.headline, locale) + label : "";
  return [
    way,
    runs(option.runs, currency, locale, buysOut(option)),
    money(option.total, currency, locale),
    money(option.cost ?? 0, currency, locale),
    yearly,
    option.first_due_on ? date(option.first_due_on, locale, { near }) : "",
  ];
}

function missingLines(way: MissingWay, answer: QuoteAnswer, style: QuoteTextStyle): string[] {
  const { locale } = style;
  const fields: [string, string][] = [
    ...way.causes.map((cause): [string, string] => [WORDS[locale].why, cause.explanation.text]),
    ...backField(way.back, style),
    ...helpField(way.would_help, answer, style),
    ...insteadField(way, answer, locale),
  ];
  const width = Math.max(...fields.map(([name]) => cells(name)));
  return [
    fullTitle(way, locale),
    ...fields.map(([name, text]) => `  ${name}${" ".repeat(width - cells(name) + 2)}${text}`),
  ];
}

/** Nothing where no return is meant: the reason says so itself. */
function backField(back: Back, { locale, zone }: QuoteTextStyle): [string, string][] {
  const words = WORDS[locale];
  const say = (at: string) => moment(at, zone, locale);
  switch (back.kind) {
    case "at":
      return [[words.back, say(back.at)]];
    case "window":
      return [[words.back, `${say(back.from)} – ${say(back.until)}`]];
    case "update_by":
      return [[words.back, `${words.unknown} ${say(back.by)}`]];
    case "none":
      return [];
  }
}

function helpField(help: readonly Help[], { currency }: QuoteAnswer, style: QuoteTextStyle): [string, string][] {
  if (help.length === 0) return [];
  const words = WORDS[style.locale];
  const detail = (change: Help): string => {
    switch (change.change) {
      case "increase_total":
      case "reduce_total":
        return money(change.by, currency, style.locale);
      case "remove_line":
        return words.lines[change.line];
      case "remove_category":
        return change.category;
      case "wait_until":
        return moment(change.at, style.zone, style.locale);
      case "verify_identity":
        return "";
    }
  };
  const say = (change: Help) => `${words.changes[change.change]} ${detail(change)}`.trimEnd();
  return [[words.help, help.map(say).join(" + ")]];
}

/** The best alternative, with the difference in total where both have one. */
function insteadField(way: MissingWay, answer: QuoteAnswer, locale: Locale): [string, string][] {
  const [best] = way.alternatives;
  const option = best && answer.options.find(({ id }) => id === best.option);
  if (!option) return [];
  const words = WORDS[locale];
  const extra = best.extra_total;
  const title = fullTitle(option, locale, option.badges.includes("interest_free"));
  if (extra === null) return [[words.instead, title]];
  const amount = money(Math.abs(extra), answer.currency, locale);
  const side = extra > 0 ? words.more : words.less;
  const said = extra === 0 ? words.same : locale === "en" ? `${amount} ${side}` : `${side} ${amount}`;
  return [[words.instead, `${title}${locale === "en" ? `, ${said}` : `，${said}`}`]];
}
