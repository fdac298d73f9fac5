import type { Locale } from "./locale.ts";

type Words = { readonly [L in Locale]: string };

/** An answer that is written often, to be completed before it is sent. */
export interface Macro {
  readonly code: string;
  readonly title: Words;
  readonly text: Words;
}

const words = (zh: string, en: string): Words => ({ "zh-CN": zh, en });

export const MACROS: readonly Macro[] = [
  {
    code: "looking",
    title: words("正在查看", "Looking"),
    text: words(
      "您好，我在看您当时的付款页，请稍等。",
      "Hello, I am looking at the payment page as you saw it. One moment, please.",
    ),
  },
  {
    code: "paused",
    title: words("暂停，与个人无关", "Paused, not personal"),
    text: words(
      "您好，这个方式现在暂停，与您个人无关，您已有的分期照常。恢复时间一有变化，状态页和邮件会同时更新。",
      "Hello, this way to pay is paused at the moment. It has nothing to do with you, and your existing plans go on as before. The status page and the mails are updated at the same moment as we are.",
    ),
  },
  {
    code: "instead",
    title: words("可以改用", "What to use instead"),
    text: words(
      "您可以改用下面的方式，总计和每期金额都写在旁边。",
      "You can use one of these instead; the total and each payment stand beside it.",
    ),
  },
  {
    code: "lender",
    title: words("资金方未提供原因", "No reason given by the lender"),
    text: words(
      "此方式由资金方按其规则决定，资金方未提供原因。您可以改用其他方式，或向资金方查询。",
      "The lender decides on this by its own rules and gave no reason. You can choose another way, or ask the lender.",
    ),
  },
  {
    code: "review_taken",
    title: words("已收到复核申请", "Review taken"),
    text: words(
      "您的复核申请已收到，由工作人员查看，结果和理由会写在这里。",
      "We have your request for a review. A person looks at it, and the result with its reason will stand here.",
    ),
  },
  {
    code: "back",
    title: words("已恢复", "It is back"),
    text: words("这个方式已经恢复，请重新打开付款页。", "This way to pay is back. Please open the payment page again."),
  },
];
