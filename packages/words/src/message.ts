import type { Locale } from "./locale.ts";

/** The product page's line, in Chinese. */
const zh = {
  compare: "比较付款方式",
  message: (way: string, each: string) => `${way}，每期 ${each}`,
  messageTotal: (total: string) => `，总计 ${total}`,
};

export type MessageWords = typeof zh;

const en: MessageWords = {
  compare: "Compare ways to pay",
  message: (way, each) => `${way}, ${each} each`,
  messageTotal: (total) => `, ${total} in total`,
};

export const MESSAGE_WORDS: Record<Locale, MessageWords> = { "zh-CN": zh, en };
