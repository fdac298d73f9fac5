import type { Locale, Theme } from "@fenqi/shell";

export interface ConsoleDocument {
  readonly locale: Locale;
  readonly theme: Theme | undefined;
}

/** The demo's people, and the one password of all. */
export interface DemoPeople {
  readonly people: readonly { readonly role: string; readonly name: string; readonly email: string }[];
  readonly password: string;
}

interface Files {
  readonly demo: DemoPeople | undefined;
  readonly company: boolean;
  readonly styles: readonly string[];
  readonly script: string;
  readonly preload: readonly string[];
  readonly font: string;
  readonly icon: string;
  readonly nonce: string;
}

const NO_SCRIPT = {
  "zh-CN": "控制台需要 JavaScript。",
  en: "The console needs JavaScript.",
};

const attribute = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** The document that the console's script fills. Nothing in it comes from outside. */
export function consoleDocument(page: ConsoleDocument & Files): string {
  return `<!doctype html>
<html lang="${page.locale}" data-theme="${page.theme ?? "auto"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta property="csp-nonce" content="${page.nonce}">
<title>Fenqi</title>
<link rel="icon" href="${page.icon}" type="image/svg+xml">
<link rel="preload" href="${page.font}" as="font" type="font/woff2" crossorigin>
${page.styles.map((href) => `<link rel="stylesheet" href="${href}">`).join("\n")}
${page.preload.map((href) => `<link rel="modulepreload" href="${href}">`).join("\n")}
<script type="module" src="${page.script}"></script>
</head>
<body class="console">
<div id="console"${page.company ? " data-company" : ""}${page.demo ? ` data-demo="${attribute(JSON.stringify(page.demo))}"` : ""}></div>
<noscript><p>${NO_SCRIPT[page.locale]}</p></noscript>
</body>
</html>`;
}
