import { isIsoDate } from "@fenqi/core/calendar";
import type { PlanCommand } from "@fenqi/core/plan";
import type { FastifyInstance } from "fastify";
import { acceptPlan } from "../engine/accept-plan.ts";
import { needsTwo } from "../engine/by-hand.ts";
import { type ChangedPlan, changePlan, momentAt, momentOf } from "../engine/change-plan.ts";
import { liveDay } from "../engine/live-days.ts";
import type { PlanFilter, Remembered, StoredPlan } from "../engine/ports.ts";
import { previewPlan } from "../engine/preview-plan.ts";
import { askSettlement } from "../engine/quote-settlement.ts";
import { addRoute } from "./add-route.ts";
import type { Call } from "./call.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerOnce, onceOf } from "./once.ts";
import { pageOf } from "./page.ts";
import { COMMANDS, type CommandRoute, previewed } from "./plan-commands.ts";
import { toChanged, toPlanRecord, toPreview } from "./plan-record.ts";
import { answerRefusal } from "./problem.ts";
import { testModeOnly } from "./test-mode.ts";

/** How a change's answer is written. */
export const changedAnswer =
  (live: HttpContext["engine"]["live"], merchant: string, status: number) =>
  (changed: ChangedPlan): Remembered => ({
    status,
    body: JSON.stringify(toChanged(changed, live.of(merchant)!.record.catalogue)),
  });

/** From an accepted option to the last repayment. */
export function planRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { engine, digest } = context;
  const deps = { ...engine, ...context.planning };
  const catalogueOf = (merchant: string) => engine.live.of(merchant)!.record.catalogue;
  const shown = (merchant: string, stored: StoredPlan) =>
    toPlanRecord(stored, momentOf(deps, merchant, stored).today, catalogueOf(merchant));
  const answer = (merchant: string, status: number) => changedAnswer(engine.live, merchant, status);

  addRoute(app, context, gate, "acceptPlan", async (call) => {
    const { body, key } = call;
    if (body.test_clock !== undefined) testModeOnly(key, "/test_clock");
    return answerOnce(
      await acceptPlan(deps, {
        once: onceOf(call, digest),
        by: key.person,
        quoteToken: body.quote_token,
        option: body.option,
        orderRef: body.order_ref,
        consent: body.consent,
        ...(body.test_clock === undefined ? {} : { testClock: body.test_clock }),
        ...(body.return_url === undefined ? {} : { returnUrl: body.return_url }),
        ...(body.mandate === undefined ? {} : { mandate: body.mandate }),
        ...(body.contact === undefined ? {} : { contact: body.contact }),
        answer: answer(key.merchant, 201),
      }),
    );
  });

  addRoute(app, context, gate, "listPlans", async ({ query, key }) => {
    for (const name of ["due_from", "due_until"] as const) {
      if (query[name] !== undefined && !isIsoDate(query[name])) {
        return answerRefusal({ code: "invalid_date", pointer: `#/query/${name}` });
      }
    }
    const page = await pageOf(query.limit, {
      find: (count) => deps.plans.list(key.merchant, filterOf(query), query.cursor, count),
      show: ({ stored }) => shown(key.merchant, stored),
      cursor: ({ cursor }) => cursor,
    });
    return { body: page };
  });

  addRoute(app, context, gate, "readPlan", async ({ params, key }) => {
    const { found } = await deps.plans.read(key.merchant, params.id);
    return found ? { body: shown(key.merchant, found) } : answerRefusal({ code: "not_found" });
  });

  addRoute(app, context, gate, "planConsent", async ({ params: { id }, key }) => {
    const consent = await deps.agreed.consent(key.merchant, id);
    return consent ? { body: { plan: id, ...consent } } : answerRefusal({ code: "not_found" });
  });

  addRoute(app, context, gate, "previewPlan", async ({ body, params, key }) => {
    if (body.move_due_dates && !isIsoDate(body.move_due_dates.next_due_on)) {
      return answerRefusal({ code: "invalid_date", pointer: "/move_due_dates/next_due_on" });
    }
    const command = previewed(body, params.id, deps.settlements.open);
    if (!command) return answerRefusal({ code: "settlement_quote_invalid" });
    const decided = await previewPlan(deps, key.merchant, params.id, command);
    return decided.ok ? { body: toPreview(decided.value, catalogueOf(key.merchant)) } : answerRefusal(decided.error);
  });

  const change = async (call: Call<CommandRoute | "settlePlan">, command: PlanCommand) => {
    const { key, params } = call;
    const { reference } = call.body as { readonly reference?: string };
    return answerOnce(
      await changePlan(deps, {
        once: onceOf(call, digest),
        by: key.person,
        id: params.id,
        command,
        ...(reference === undefined ? {} : { reference }),
        answer: answer(key.merchant, 200),
      }),
    );
  };
  const route = <I extends CommandRoute>(id: I) =>
    addRoute(app, context, gate, id, async (call: Call<I>) => {
      const command = COMMANDS[id](call.body);
      const { key, params } = call as Call<CommandRoute>;
      const policy = { approvals: engine.approvals, refundAloneUpTo: deps.refundAloneUpTo };
      if (needsTwo(policy, key.role, command)) {
        const { found } = await deps.plans.read(key.merchant, params.id);
        return answerRefusal({ code: found ? "second_person_needed" : "not_found" });
      }
      if (command.kind === "move_due_dates" && !isIsoDate(command.next_due_on)) {
        return answerRefusal({ code: "invalid_date", pointer: "/next_due_on" });
      }
      return change(call as Call<CommandRoute>, command);
    });
  for (const id of Object.keys(COMMANDS) as CommandRoute[]) route(id);

  addRoute(app, context, gate, "quoteSettlement", async ({ params, key }) => {
    const quoted = await askSettlement(deps, key.merchant, params.id);
    return quoted.ok ? { body: quoted.value } : answerRefusal(quoted.error);
  });

  addRoute(app, context, gate, "settlePlan", async (call) => {
    const quote = deps.settlements.open(call.body.settlement_quote);
    if (quote?.plan !== call.params.id) return answerRefusal({ code: "settlement_quote_invalid" });
    return change(call, { kind: "settle", quote: quote! });
  });

  addRoute(app, context, gate, "closeDay", async ({ key }) => {
    if (!engine.live.of(key.merchant)) return answerRefusal({ code: "catalogue_missing" });
    const moment = momentAt(engine.live, key.merchant, engine.now());
    return { body: { plans: await liveDay(deps, key.merchant, moment) } };
  });
}

/** What a list is asked for, in the engine's words. */
function filterOf({ order_ref, q, state, partner, due_from, due_until, sort }: Call<"listPlans">["query"]): PlanFilter {
  const asked = { orderRef: order_ref, beginsWith: q, state, partner, dueFrom: due_from, dueUntil: due_until, sort };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}
