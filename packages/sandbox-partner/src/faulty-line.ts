import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Faults } from "./faults.ts";
import type { Answer } from "./partner.ts";

const HUGE_BYTES = 100 * 1024 * 1024;
const DRIP_MS = 100;

/** Sends an answer over a line with faults. Resolves when nothing more will be sent. */
export async function sendOver(response: ServerResponse, answer: Answer, faults: Faults): Promise<void> {
  if (faults.latency_ms) await pause(faults.latency_ms, response);
  if (faults.timeout) return new Promise((resolve) => response.once("close", resolve));
  if (faults.status) return send(response, faults.status, JSON.stringify({ error: "fault" }));
  if (faults.garbage) return send(response, 200, "<html>\u0000 not JSON");
  if (faults.wrong_schema) return send(response, 200, JSON.stringify({ ok: "yes", result: [answer.status] }));
  if (faults.reset) return breakOff(response);
  if (faults.drip) return drip(response);
  if (faults.huge) return flood(response);
  if (answer.text !== undefined) {
    response.writeHead(answer.status, { "content-type": "text/csv; charset=utf-8" }).end(answer.text);
    return;
  }
  return send(response, answer.status, JSON.stringify({ ...answer.body, ...wrongMoney(answer, faults) }));
}

function wrongMoney({ body }: Answer, { wrong_amount, wrong_currency }: Faults): object {
  return {
    ...(wrong_amount && typeof body.amount === "number" ? { amount: body.amount + 1 } : {}),
    ...(wrong_currency && typeof body.currency === "string"
      ? { currency: body.currency === "EUR" ? "USD" : "EUR" }
      : {}),
  };
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "application/json" }).end(text);
}

function breakOff(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write('{"partner":', () => response.socket?.resetAndDestroy());
}

function drip(response: ServerResponse): Promise<void> {
  response.writeHead(200, { "content-type": "application/json" });
  const timer = setInterval(() => response.write(" "), DRIP_MS);
  return new Promise((resolve) =>
    response.once("close", () => {
      clearInterval(timer);
      resolve();
    }),
  );
}

/** Space by space, so that only counting finds it; stops when the reader has gone. */
async function flood(response: ServerResponse): Promise<void> {
  response.writeHead(200, { "content-type": "application/json" });
  const block = Buffer.alloc(64 * 1024, " ");
  const closed = once(response, "close");
  for (let sent = 0; sent < HUGE_BYTES && !response.destroyed; sent += block.length) {
    if (!response.write(block)) await Promise.race([once(response, "drain"), closed]);
  }
  response.end();
}

function pause(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    response.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
