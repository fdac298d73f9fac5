import { LIMITS } from "@fenqi/contract";
import { formatInstant } from "@fenqi/core/calendar";
import type { FastifyInstance } from "fastify";
import { followLink } from "../engine/follow-link.ts";
import { joinWaitlist } from "../engine/join-waitlist.ts";
import { holds } from "../engine/permissions.ts";
import type { Caller } from "../engine/ports.ts";
import type { Result } from "../engine/refusals.ts";
import { subscribe } from "../engine/subscribe.ts";
import { WAVE } from "../engine/tell-waiting.ts";
import { addRoute } from "./add-route.ts";
import { merchantOf } from "./announcements.ts";
import type { Answer } from "./call.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerRefusal } from "./problem.ts";

/** How far back demand is told. */
const DEMAND_MS = 30 * 24 * 60 * 60 * 1000;

/** Wishes to be told, the links that confirm and end them, and what the sandbox channels hold. */
export function tellingRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const deps = { ...context.engine, ...context.telling };
  const trusted = (key: Caller | undefined) => key?.kind === "secret";

  addRoute(app, context, gate, "subscribe", async ({ key, query, body }) =>
    taken(
      await subscribe(deps, { ...body, merchant: merchantOf(context, key, query.merchant), trusted: trusted(key) }),
    ),
  );

  addRoute(app, context, gate, "readWaitlist", async ({ key }) => {
    const since = formatInstant(context.now() - DEMAND_MS);
    const items = await context.telling.people.demand(key.merchant, since);
    return { body: { items: items.map((way) => ({ ...way, hours: [...way.hours] })), wave: WAVE } };
  });

  addRoute(app, context, gate, "joinWaitlist", async ({ key, body: { quote_token: quoteToken, ...wish } }) =>
    taken(await joinWaitlist(deps, { ...wish, quoteToken, merchant: key.merchant, trusted: trusted(key) })),
  );

  addRoute(app, context, gate, "confirmLink", async ({ body }) =>
    followed(await followLink(deps, body.token, "confirm")),
  );
  addRoute(app, context, gate, "endLink", async ({ body }) => followed(await followLink(deps, body.token, "end")));

  addRoute(app, context, gate, "readOutbox", async ({ key }) => ({
    // An invitation lets its holder in: it is for who may invite.
    body: {
      items: (await context.telling.sandbox(key.merchant, LIMITS.page)).filter(
        ({ template }) => template !== "invitation" || holds(key, "users:manage"),
      ),
    },
  }));
}

const taken = (result: Result<{ readonly confirm: boolean }>): Answer =>
  result.ok
    ? { body: { status: result.value.confirm ? "confirm_by_link" : "confirmed" } }
    : answerRefusal(result.error);

const followed = (result: Result<{ readonly kind: string }>): Answer =>
  result.ok ? { body: result.value } : answerRefusal(result.error);
