import { type Content, frame, type Locale, type Theme } from "@fenqi/shell";
import { plansWords } from "@fenqi/words/pages/plans";
import { html } from "@lit-labs/ssr";
import { PLANS_STYLE } from "./look.ts";

export interface PlansVisit {
  readonly locale: Locale;
  readonly theme: Theme | undefined;
  readonly url: string;
  /** The merchant's own day, `2026-11-25`, and the instant. */
  readonly today: string;
  readonly now: string;
  readonly zone: string;
  /** Whether a payment can be made from here: the store's own address is known, or the demo's shop takes it. */
  readonly canPay: boolean;
}

export interface PlansPage {
  readonly title: string;
  readonly main: Content;
  readonly back?: string;
}

/** A page of My plans in its frame. */
export function plansFrame(visit: PlansVisit, { title, main, back = "/" }: PlansPage) {
  const words = plansWords(visit.locale);
  return frame({
    locale: visit.locale,
    url: visit.url,
    title,
    name: "plans-page",
    brand: { href: "/plans", text: words.title },
    nav: [
      { href: "/", text: words.store },
      { href: "/status", text: words.status },
      { href: "/help", text: words.help },
    ],
    main,
    back,
    styles: [PLANS_STYLE.path],
    footer: html`<p>${words.existing}</p><p><a href="/help">${words.help}</a> · <a href="/status">${words.status}</a></p>`,
    ...(visit.theme ? { theme: visit.theme } : {}),
  });
}
