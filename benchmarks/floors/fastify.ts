/**
 * The floor of the HTTP server: Fastify with a schema on the body, which parses a quote's question and answers as many
 * bytes as the quote does (BYTES), written by JSON.stringify. No key, no limits, no token, no log, no work.
 */
import Fastify from "fastify";

const amount = { type: "integer", minimum: 0, maximum: 1_000_000_000_000 } as const;
const text = { type: "string", maxLength: 200 } as const;
const body = {
  type: "object",
  additionalProperties: false,
  required: ["cart", "market", "channel", "locale"],
  properties: {
    market: text,
    channel: text,
    locale: text,
    cart: {
      type: "object",
      additionalProperties: false,
      required: ["currency", "total", "items"],
      properties: {
        currency: text,
        total: amount,
        items: {
          type: "array",
          items: {
            type: "object",
            additionalProperties: false,
            required: ["sku", "name", "category", "tags", "unit_amount", "quantity"],
            properties: {
              sku: text,
              name: text,
              category: text,
              tags: { type: "array", items: text },
              unit_amount: amount,
              quantity: { type: "integer", minimum: 1, maximum: 999 },
            },
          },
        },
      },
    },
  },
} as const;

/** Objects like a schedule's rows, until they make up the bytes. */
function answerOf(bytes: number): { readonly rows: readonly object[] } {
  const rows: object[] = [];
  const row = (n: number) => ({ n, due_on: "2026-12-22", principal: 41_659, interest: 0, fee: 2_999, total: 44_658 });
  while (JSON.stringify({ rows }).length + 90 < bytes) rows.push(row(rows.length));
  return { rows };
}

const answer = answerOf(Number(process.env.BYTES ?? 8_192));
const app = Fastify({ logger: false });
app.post("/", { schema: { body } }, async () => answer);
app.get("/health/ready", async () => ({ status: "ok" }));
const url = await app.listen({ host: "127.0.0.1", port: 0 });
process.once("SIGTERM", () => void app.close().then(() => process.exit(0)));
process.stdout.write(`ready ${url}\n`);
