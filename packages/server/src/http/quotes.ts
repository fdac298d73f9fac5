import { formatInstant, type Instant } from "@fenqi/core/calendar";
import type { QuoteRequest } from "@fenqi/core/quote";
import type { FastifyInstance } from "fastify";
import { readInstant } from "../engine/known-times.ts";
import { quoteCart } from "../engine/quote-cart.ts";
import type { Result } from "../engine/refusals.ts";
import { findQuote, readQuote, replayQuote } from "../engine/replay-quote.ts";
import { compareWays, showOption } from "../engine/show-option.ts";
import { addRoute } from "./add-route.ts";
import type { Answer, Call } from "./call.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerRefusal, ProblemAnswer } from "./problem.ts";
import { workTogether } from "./work-together.ts";

export function quoteRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { engine, metrics } = context;
  const together = workTogether<Answer>();

  const answerTo = (call: Call<"createQuote">): Answer => {
    const { body, key, query } = call;
    if (body.shopper !== undefined && key.kind !== "secret") {
      throw new ProblemAnswer("secret_key_needed", {
        errors: [{ pointer: "/shopper", code: "secret_key_needed", detail: "is taken with a secret key only" }],
      });
    }
    const start = performance.now();
    const answer = quoteCart(engine, {
      merchant: key.merchant,
      request: body as QuoteRequest,
      at: instantOf(call, context.now()),
      schedules: query.schedules !== "none",
    });
    metrics.quoted((performance.now() - start) / 1000);
    return answer.ok ? { body: answer.value, takeBack: engine.takeBack } : answerRefusal(answer.error);
  };
  addRoute(app, context, gate, "createQuote", (call) => together(() => answerTo(call)));

  addRoute(app, context, gate, "replayQuote", async ({ body, key }) =>
    said(await replayQuote(engine, key.merchant, body.token)),
  );
  addRoute(app, context, gate, "readQuote", async ({ params, key }) =>
    said(await readQuote(engine, key.merchant, params.id)),
  );
  addRoute(app, context, gate, "findQuote", async ({ query, key }) =>
    said(await findQuote(engine, key.merchant, query.code)),
  );
  addRoute(app, context, gate, "showOption", async ({ body, key }) => {
    const option = await showOption(engine, key.merchant, body);
    return said(option.ok ? { ok: true, value: { option: option.value } } : option);
  });
  addRoute(app, context, gate, "compareWays", async ({ body, key }) =>
    said(await compareWays(engine, key.merchant, body)),
  );
}

const said = (result: Result<object>): Answer => (result.ok ? { body: result.value } : answerRefusal(result.error));

/** Now; or the instant that a test key asks for. */
function instantOf({ body, key }: Call<"createQuote">, nowMs: number): Instant {
  if (body.at === undefined) return formatInstant(nowMs);
  if (key.mode !== "test") {
    throw new ProblemAnswer("test_mode_only", {
      errors: [{ pointer: "/at", code: "test_mode_only", detail: "is taken with a key of test mode only" }],
    });
  }
  return readInstant(body.at) ?? answerRefusal({ code: "invalid_date", pointer: "/at" });
}
