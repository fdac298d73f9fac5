import { readCookie, setCookie } from "@fenqi/shell";
import type { FastifyReply, FastifyRequest } from "fastify";

const COOKIE = "fenqi_agreed";
const KEPT_SECONDS = 900;

/** What would be agreed: an option of a quote. The token is encrypted; it holds the cart's sums, nothing of the shopper. */
export interface Agreed {
  readonly option: string;
  readonly token: string;
}

export function keepAgreed(reply: FastifyReply, { option, token }: Agreed): void {
  setCookie(reply, COOKIE, `${option} ${token}`, { maxAgeSeconds: KEPT_SECONDS, path: "/checkout" });
}

export function readAgreed(request: FastifyRequest): Agreed | undefined {
  const [option, token] = readCookie(request, COOKIE)?.split(" ") ?? [];
  return option && token ? { option, token } : undefined;
}
