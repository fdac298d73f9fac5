import { render } from "@lit-labs/ssr";
import { collectResult } from "@lit-labs/ssr/lib/render-result.js";
import type { FastifyReply } from "fastify";
import { newNonce, pageHeaders } from "./security.ts";

/**
 * Renders a page and answers with it.
 *
 * Only markup of ours can hold a literal `<style>`: text is escaped by the template. Those are the style sheets of
 * server-rendered elements, and they get the page's nonce.
 */
export async function sendPage(reply: FastifyReply, page: unknown, status = 200): Promise<FastifyReply> {
  const nonce = newNonce();
  const body = await collectResult(render(page));
  return reply
    .code(status)
    .headers(pageHeaders(nonce))
    .send(body.replaceAll("<style>", `<style nonce="${nonce}">`));
}
