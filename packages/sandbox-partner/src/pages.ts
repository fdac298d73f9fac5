import { randomUUID } from "node:crypto";

/** A page where a shopper agrees, or not. */
export interface OpenPage {
  readonly partner: string;
  readonly reference: string;
  readonly url: string;
  /** Where the shopper is sent back to; nowhere where the store named none. */
  readonly returnUrl: string | undefined;
}

export interface Pages {
  /** One page for each authorisation, however often it is asked for. */
  open(origin: string, partner: string, reference: string, returnUrl: string | undefined): OpenPage;
  find(token: string): OpenPage | undefined;
}

export const PAGE_PATH = /^\/pages\/([0-9a-f-]{36})$/;

export function pages(): Pages {
  const byToken = new Map<string, OpenPage>();
  const tokens = new Map<string, string>();
  return {
    open(origin, partner, reference, returnUrl) {
      const key = `${partner} ${reference}`;
      const token = tokens.get(key) ?? randomUUID();
      const page = byToken.get(token) ?? { partner, reference, url: `${origin}/pages/${token}`, returnUrl };
      tokens.set(key, token);
      byToken.set(token, page);
      return page;
    },
    find: (token) => byToken.get(token),
  };
}

const WORDS = {
  "zh-CN": {
    title: "测试资金方",
    lead: "这是一个测试用的资金方页面：不会真的扣款。",
    amount: "金额",
    count: "期数",
    confirm: "同意",
    decline: "不同意",
    done: "已经决定，可以关闭本页。",
    back: "返回商店",
  },
  en: {
    title: "Test partner",
    lead: "This is a page of a partner to test against: nothing is really charged.",
    amount: "Amount",
    count: "Payments",
    confirm: "Agree",
    decline: "Don't agree",
    done: "It is decided; you can close this page.",
    back: "Back to the store",
  },
} as const;

const ESCAPED: { readonly [letter: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => ESCAPED[letter]!);

const STYLE = `body{font:17px/1.6 system-ui,sans-serif;max-width:26rem;margin:12vh auto;padding:0 1.25rem;color:#1d1d1f;background:#fff}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem}dd{margin:0;text-align:right;font-variant-numeric:tabular-nums}
button{font:inherit;width:100%;min-height:48px;border-radius:12px;border:1px solid #6e6e73;background:#fff;color:#1d1d1f;margin-top:.75rem}
button.main{background:#0b57d0;border-color:#0b57d0;color:#fff}a{color:#0b57d0}`;

/** What the page asks, or that it is decided; in the first of our languages that the browser names. */
export function drawPage(
  page: OpenPage,
  held: { readonly state: string; readonly amount: number; readonly currency: string; readonly count: number },
  language: string | undefined,
): string {
  const lang = /^\s*(zh|en)/i.exec(language ?? "")?.[1]?.toLowerCase() === "en" ? "en" : "zh-CN";
  const words = WORDS[lang];
  const { fractionDigits } = digitsOf(held.currency);
  const money = new Intl.NumberFormat(lang, { style: "currency", currency: held.currency }).format(
    held.amount / 10 ** fractionDigits,
  );
  const link = page.returnUrl === undefined ? "" : `<p><a href="${escaped(page.returnUrl)}">${words.back}</a></p>`;
  const main =
    held.state === "pending"
      ? `<p>${words.lead}</p><dl><dt>${words.amount}</dt><dd>${escaped(money)}</dd><dt>${words.count}</dt><dd>${held.count}</dd></dl>
<form method="post"><button class="main" name="answer" value="confirm">${words.confirm}</button><button name="answer" value="decline">${words.decline}</button></form>`
      : `<p>${words.done}</p>${link}`;
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${words.title}</title><style>${STYLE}</style></head><body><main><h1>${words.title} · ${escaped(page.partner)}</h1>${main}</main></body></html>`;
}

const digitsOf = (currency: string): { readonly fractionDigits: number } => ({
  fractionDigits:
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2,
});
