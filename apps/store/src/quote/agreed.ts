import { readCookie, setCookie } from "@fenqi/shell";
import type { FastifyReply, FastifyRequest } from "fastify";

const COOKIE = "fenqi_agreed";
const KEPT_SECONDS = 900;

/** What was agreed: an option of a quote, and the plan that it became. The token is encrypted; it holds the cart's sums, nothing of the shopper. */
export interface Agreed {
  readonly option: string;
  readonly token: string;
  readonly plan: string;
}

export function keepAgreed(reply: FastifyReply, { option, token, plan }: Agreed): void {
  setCookie(reply, COOKIE, `${option} ${token} ${plan}`, { maxAgeSeconds: KEPT_SECONDS, path: "/checkout" });
}

export function readAgreed(request: FastifyRequest): Agreed | undefined {
  const [option, token, plan] = readCookie(request, COOKIE)?.split(" ") ?? [];
  return option && token && plan ? { option, token, plan } : undefined;
}
