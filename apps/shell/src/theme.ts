import type { FastifyReply, FastifyRequest } from "fastify";
import { readCookie, setCookie } from "./cookies.ts";

export type Theme = "light" | "dark";

const COOKIE = "fenqi_theme";
const YEAR_SECONDS = 31_536_000;

/** The theme asked for with `?theme=`, which is remembered; undefined follows the system. */
export function chooseTheme(request: FastifyRequest, reply: FastifyReply): Theme | undefined {
  const asked = (request.query as { theme?: unknown }).theme;
  if (asked === "light" || asked === "dark") {
    setCookie(reply, COOKIE, asked, { maxAgeSeconds: YEAR_SECONDS });
    return asked;
  }
  const kept = readCookie(request, COOKIE);
  return kept === "light" || kept === "dark" ? kept : undefined;
}
