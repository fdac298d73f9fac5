import type { FenqiClient } from "@fenqi/client";
import { frame, type Locale, type Theme } from "@fenqi/shell";
import { moment } from "@fenqi/words";
import { demoWords } from "@fenqi/words/pages/demo";
import { html } from "@lit-labs/ssr";
import { DEMO_STYLE } from "../look.ts";

type Outbox = Awaited<ReturnType<FenqiClient["outbox"]>>;

/** What would have been sent, newest first: every channel's sandbox in one list. */
export function outboxPage(
  visit: { readonly locale: Locale; readonly theme: Theme | undefined; readonly url: string },
  { items }: Outbox,
) {
  const { locale } = visit;
  const words = demoWords(locale);
  const main = html`<div class="wide outbox"><h1>${words.outbox}</h1><p class="quiet">${words.outboxLead}</p>${
    items.length === 0 ? html`<p class="card letter">${words.outboxEmpty}</p>` : items.map(letter)
  }</div>`;
  return frame({
    locale,
    url: visit.url,
    title: `${words.outbox} · ${words.brand}`,
    name: "outbox-page",
    brand: { href: "/demo", text: words.brand, note: words.note },
    nav: [
      { href: "/", text: words.store },
      { href: "/status", text: words.status },
      { href: "/demo/outbox", text: words.outbox, current: true },
    ],
    main,
    styles: [DEMO_STYLE.path],
    ...(visit.theme ? { theme: visit.theme } : {}),
  });

  function letter({ channel, to, subject, text, at, headers, locale: lang }: Outbox["items"][number]) {
    return html`<article class="card letter"><header class="letter-head"><span class="note">${words.channels[channel]} · ${to}</span><time class="note" datetime="${at}">${moment(at, "Asia/Shanghai", locale)}</time></header><h2 class="letter-subject" lang="${lang}">${subject}</h2><div lang="${lang}">${text.split("\n\n").map(paragraph)}</div>${Object.entries(headers).map(([name]) => html`<p class="note mono">${name}</p>`)}</article>`;
  }
}

/** Our own links can be followed; everything else is words. */
function paragraph(text: string) {
  const link = /^(.*?)(https?:\/\/[^\s/]+)(\/(?:status|checkout|support)\S*)$/s.exec(text);
  if (!link) return html`<p>${text}</p>`;
  return html`<p>${link[1]}<a href="${link[3]}">${link[3]!.split("?")[0]}</a></p>`;
}
