import type { Locale } from "./locale.ts";

const zh = {
  skip: "跳到正文",
  nav: "导航",
  back: "返回",
  store: "禾田商城",
  status: "付款方式状态",
  toStore: "去商店",
  invented: "演示，数据均为虚构。不会真的下单或扣款",
  notFound: { title: "没有这个页面", text: "地址可能写错了，或者这个页面已经不在。" },
  notUnderstood: { title: "这次请求没能看懂", text: "什么都没有改变。请返回后重试。" },
  failed: { title: "页面没能打开", text: "问题在我们这边，没有下单，也没有扣款。请稍后重试。" },
};

export type ShellWords = typeof zh;

const en: ShellWords = {
  skip: "Skip to content",
  nav: "Navigation",
  back: "Back",
  store: "Hetian Store",
  status: "Payment status",
  toStore: "To the store",
  invented: "A demo with invented data. Nothing is ordered or charged",
  notFound: { title: "There is no such page", text: "The address may be mistyped, or the page is gone." },
  notUnderstood: {
    title: "We could not read that request",
    text: "Nothing has changed. Please go back and try again.",
  },
  failed: {
    title: "The page did not open",
    text: "The fault is ours. No order, no charge. Please try again in a moment.",
  },
};

/** Words of the frame that every page stands in. */
export function shellWords(locale: Locale): ShellWords {
  return locale === "en" ? en : zh;
}
