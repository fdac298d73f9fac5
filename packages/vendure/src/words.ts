import type { Question } from "./order-question.ts";

/** What the shop itself has to say; every other word is Fenqi's. */
interface Words {
  readonly changed: string;
  readonly unreachable: string;
  readonly waiting: string;
}

const WORDS: { readonly [L in Question["locale"]]: Words } = {
  "zh-CN": {
    changed: "订单在您选择之后有变化，请重新查看可用的付款方式。",
    unreachable: "暂时无法办理分期，请稍后再试，或选择其他付款方式。",
    waiting: "这笔订单还在等资金方确认。要换一种方式，请先结束等待。",
  },
  en: {
    changed: "The order has changed since you chose. Please look at the ways to pay again.",
    unreachable: "Paying over time cannot be arranged right now. Please try again in a moment, or pay another way.",
    waiting: "This order is still waiting for a partner's answer. To pay another way, stop waiting first.",
  },
};

export const wordsOf = (locale: Question["locale"]): Words => WORDS[locale];
