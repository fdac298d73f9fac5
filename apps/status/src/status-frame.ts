import { type Content, frame, type Locale, type Theme } from "@fenqi/shell";
import { zoneName } from "@fenqi/words";
import { statusWords } from "@fenqi/words/pages/status";
import { html } from "@lit-labs/ssr";
import { STATUS_STYLE } from "./look.ts";
import type { Announcements } from "./record.ts";

export interface StatusVisit {
  readonly locale: Locale;
  readonly url: string;
  readonly theme: Theme | undefined;
  /** Shown inside another page, without header and footer. */
  readonly pane: boolean;
  /** To be kept as a file and served when all else is down: nothing that asks a server. */
  readonly kept: boolean;
}

export interface StatusFrame {
  readonly title: string;
  readonly main: Content;
  /** The page is the status page itself. */
  readonly current: boolean;
  /** Holds what one shopper and the store said to each other: not the record that is the same for everybody. */
  readonly personal?: boolean;
}

/** A page of the status part in its frame. */
export function statusFrame(
  visit: StatusVisit,
  merchant: Announcements["merchant"],
  { title, main, current, personal = false }: StatusFrame,
) {
  const { locale } = visit;
  const words = statusWords(locale);
  const status = { href: "/status", text: words.title, current };
  return frame({
    locale,
    url: visit.url,
    title,
    name: "status-page",
    kind: visit.pane ? "pane" : "page",
    brand: { href: visit.kept ? "/status" : "/", text: merchant.name[locale] },
    nav: visit.kept
      ? [status]
      : [
          { href: "/", text: words.home },
          status,
          { href: "/support", text: words.help },
          { href: "/demo", text: words.demo },
          { href: "/docs", text: words.docs },
        ],
    main,
    styles: [STATUS_STYLE.path],
    footer: personal
      ? html`<p>${words.zone(zoneName(merchant.time_zone, locale))}</p>`
      : html`<p>${words.zoneNote(zoneName(merchant.time_zone, locale))}</p><p>${words.record}</p>`,
    ...(visit.theme ? { theme: visit.theme } : {}),
  });
}
