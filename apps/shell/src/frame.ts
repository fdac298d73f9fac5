import { shellWords } from "@fenqi/words/pages/shell";
import { html } from "@lit-labs/ssr";
import { icon, mark } from "./icons.ts";
import { inOtherLanguage, type Locale } from "./language.ts";
import { SHELL_PATHS } from "./look.ts";

/** A server template or anything that one may hold. */
export type Content = unknown;

export interface NavLink {
  readonly href: string;
  readonly text: string;
  readonly current?: boolean;
}

export interface Frame {
  readonly locale: Locale;
  /** Address of this page, with its query, for the link to the other language. */
  readonly url: string;
  readonly title: string;
  readonly brand: { readonly href: string; readonly text: string; readonly note?: string };
  readonly nav: readonly NavLink[];
  /** Further controls at the end of the header. */
  readonly tools?: Content;
  readonly main: Content;
  readonly footer?: Content;
  /** Style sheets and modules of this page besides the shared ones. */
  readonly styles?: readonly string[];
  readonly modules?: readonly string[];
  readonly theme?: "light" | "dark";
  /** `pane`: no header and footer, for a page shown inside another. */
  readonly kind?: "page" | "pane";
  /** On a phone the header shows a way back instead of the links. */
  readonly back?: string;
  /** A name for the body, so that a page's style sheet can reach it. */
  readonly name: string;
}

/** The whole document: head, header, the page, footer. */
export function frame(page: Frame) {
  const words = shellWords(page.locale);
  const pane = page.kind === "pane";
  return html`<!doctype html>
<html lang="${page.locale}" data-theme="${page.theme ?? "auto"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title}</title>
<link rel="icon" href="${SHELL_PATHS.icon}" type="image/svg+xml">
<link rel="preload" href="${SHELL_PATHS.sans}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="${SHELL_PATHS.style}">
${(page.styles ?? []).map((href) => html`<link rel="stylesheet" href="${href}">`)}
${(page.modules ?? []).map((src) => html`<script type="module" src="${src}"></script>`)}
</head>
<body class="${page.name}${pane ? " pane" : ""}">
${pane ? "" : html`<a class="skip" href="#main">${words.skip}</a>${header(page)}`}
<main id="main">${page.main}</main>
${pane ? "" : html`<footer class="foot"><div class="wide">${page.footer ?? html`<p>${words.invented}</p>`}</div></footer>`}
</body>
</html>`;
}

function header(page: Frame) {
  const words = shellWords(page.locale);
  return html`<header class="${page.back ? "head inner" : "head"}"><div class="wide head-row">
${page.back ? html`<a class="head-back" href="${page.back}" aria-label="${words.back}">${icon("back", 24)}</a>` : ""}
<a class="brand" href="${page.brand.href}">${mark()}<span>${page.brand.text}</span></a>
${page.brand.note ? html`<p class="brand-note">${page.brand.note}</p>` : ""}
<nav class="head-nav" aria-label="${words.nav}"><ul>
${page.nav.map((link) => html`<li>${anchor(link)}</li>`)}
<li><a class="lang" href="${inOtherLanguage(page.url, page.locale)}" hreflang="${page.locale === "en" ? "zh-CN" : "en"}" lang="${page.locale === "en" ? "zh-CN" : "en"}">${icon("globe", 18)}<span>${page.locale === "en" ? "中文" : "English"}</span></a></li>
</ul></nav>
${page.tools ?? ""}
</div></header>`;
}

function anchor(link: NavLink) {
  return link.current
    ? html`<a href="${link.href}" aria-current="page">${link.text}</a>`
    : html`<a href="${link.href}">${link.text}</a>`;
}
