import { buyoutOf, type Moment, quoteSettlement } from "@fenqi/core/plan";
import type { FastifyInstance } from "fastify";
import { momentOf } from "../engine/change-plan.ts";
import { makePlanLink, openPlanLink } from "../engine/plan-links.ts";
import type { StoredPlan } from "../engine/ports.ts";
import { refundsTold } from "../engine/refunds-told.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { toPlanRecord } from "./plan-record.ts";
import { answerRefusal } from "./problem.ts";

/** A shopper's own plans, by a link that the store makes for them. */
export function planLinkRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const deps = { ...context.engine, ...context.planning };

  addRoute(app, context, gate, "makePlanLink", ({ key, body }) => {
    const made = makePlanLink(deps, { merchant: key.merchant, ...body });
    if (!made.ok) return answerRefusal(made.error);
    const { token, expiresAt } = made.value;
    return { body: { token, url: `${context.publicUrl}/plans?token=${token}`, expires_at: expiresAt } };
  });

  addRoute(app, context, gate, "openPlanLink", async ({ body }) => {
    const opened = await openPlanLink(deps, body.token);
    if (!opened.ok) return answerRefusal(opened.error);
    const { link, plans } = opened.value;
    const live = deps.live.of(link.merchant);
    if (!live) return answerRefusal({ code: "link_invalid" });
    const { catalogue } = live.record;
    const now = momentOf(deps, link.merchant, { clockAt: null });
    return {
      headers: { "cache-control": "private, no-store" },
      body: {
        merchant: link.merchant,
        today: now.today,
        now: now.at,
        time_zone: catalogue.merchant.time_zone,
        pay_url: link.pay_url ?? null,
        plans: await Promise.all(
          plans.map(async ({ title, stored }) => {
            const moment = momentOf(deps, link.merchant, stored);
            return {
              title,
              plan: toPlanRecord(stored, moment.today, catalogue),
              now: moment.at,
              settlement: settlementOf(stored, moment),
              buyout: ownableFor(stored, moment),
              refunds:
                stored.plan.refunded > 0 ? refundsTold(stored, await deps.agreed.read(link.merchant, stored)) : null,
            };
          }),
        ),
      },
    };
  });
}

/** What settling comes to at this moment; null where the plan is not one to be settled. */
function settlementOf({ plan }: StoredPlan, moment: Moment) {
  const quoted = quoteSettlement(plan, moment);
  if (!quoted.ok) return null;
  const { total, saving, expires_at } = quoted.value;
  return { total, saving, expires_at };
}

/** What owning leased goods comes to now; null where they cannot be bought. */
function ownableFor({ plan }: StoredPlan, { today }: Moment) {
  if (plan.lease?.returned_on !== null || (plan.state !== "active" && plan.state !== "overdue")) return null;
  const buyout = buyoutOf(plan, today);
  return buyout && { total: buyout.total, price: buyout.price };
}
