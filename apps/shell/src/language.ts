import type { FastifyReply, FastifyRequest } from "fastify";
import { readCookie, setCookie } from "./cookies.ts";

export type Locale = "zh-CN" | "en";

const COOKIE = "fenqi_lang";
const YEAR_SECONDS = 31_536_000;

/**
 * The language of this page: `?lang=` first, which is also remembered, then the remembered one, then Chinese.
 * The browser's own wish is not read: the first page is Chinese, and a link switches.
 */
export function chooseLocale(request: FastifyRequest, reply: FastifyReply): Locale {
  const asked = toLocale((request.query as { lang?: unknown }).lang);
  if (asked) {
    setCookie(reply, COOKIE, asked, { maxAgeSeconds: YEAR_SECONDS });
    return asked;
  }
  return toLocale(readCookie(request, COOKIE)) ?? "zh-CN";
}

/** The same address in the other language. */
export function inOtherLanguage(url: string, locale: Locale): string {
  const [path = "/", query = ""] = url.split("?");
  const params = new URLSearchParams(query);
  params.set("lang", locale === "en" ? "zh-CN" : "en");
  return `${path}?${params}`;
}

function toLocale(value: unknown): Locale | undefined {
  if (value === "en") return "en";
  return value === "zh-CN" || value === "zh" ? "zh-CN" : undefined;
}
