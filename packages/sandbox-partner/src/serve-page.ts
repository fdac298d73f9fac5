import type { IncomingMessage, ServerResponse } from "node:http";
import { type Books, told } from "./answer-call.ts";
import type { FaultBoard } from "./faults.ts";
import { drawPage } from "./pages.ts";

/** Shows a shopper's page, or takes what they decide there and sends them back to the store. */
export function servePage(
  books: Books,
  board: FaultBoard,
  request: IncomingMessage,
  token: string,
  text: string,
  response: ServerResponse,
): void {
  const page = books.pages.find(token);
  const held = page && books.partners.find(page.partner, page.reference);
  if (!page || !held) return void response.writeHead(404).end();
  if (request.method === "POST" && held.state === "pending") {
    const answer = new URLSearchParams(text).get("answer");
    if (answer !== "confirm" && answer !== "decline") return void response.writeHead(400).end();
    const settled = books.partners.settle(page.partner, page.reference, answer === "decline");
    const faults = board.draw(page.partner, held.method);
    books.later(faults.callback_late_ms ?? 0, () => told("authorisation", page.partner, settled), faults);
    response.writeHead(303, { location: page.returnUrl ?? page.url }).end();
    return;
  }
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "cache-control": "no-store",
  };
  response.writeHead(200, headers).end(drawPage(page, held, request.headers["accept-language"]));
}
