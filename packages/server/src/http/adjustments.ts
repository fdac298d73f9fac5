import { AdjustmentRequest, type AdjustmentEffects as EffectsBody } from "@fenqi/contract";
import { formatInstant } from "@fenqi/core/calendar";
import type { FastifyInstance } from "fastify";
import type { AdjustmentDraft } from "../engine/adjustment-draft.ts";
import { type AdjustmentEffects, adjustmentEffects } from "../engine/adjustment-effects.ts";
import { timeSteps } from "../engine/adjustment-time.ts";
import { appliesAtOnce, createAdjustment } from "../engine/create-adjustment.ts";
import { pauseInEmergency } from "../engine/pause-in-emergency.ts";
import type { AdjustmentRow } from "../engine/ports.ts";
import { addRoute } from "./add-route.ts";
import { toRecord, toWholeRecord } from "./adjustment-record.ts";
import { check } from "./call.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerOnce, onceOf } from "./once.ts";
import { pageOf } from "./page.ts";
import { answerRefusal } from "./problem.ts";

export function adjustmentRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { engine, adjustments, digest, now } = context;
  const created = (merchant: string) => (row: AdjustmentRow) => ({
    status: 201,
    body: JSON.stringify(toWholeRecord(row, engine.live.of(merchant)?.record.catalogue, now())),
  });

  addRoute(app, context, gate, "createAdjustment", async (call) => {
    const { apply: asked, ...draft } = call.body;
    const apply = appliesAtOnce(engine.approvals, call.key, asked);
    if (!apply.ok) return answerRefusal(apply.error);
    if (apply.value) check(AdjustmentRequest, call.body, "");
    return answerOnce(
      await createAdjustment(engine, {
        once: onceOf(call, digest),
        by: call.key.person,
        answer: created(call.key.merchant),
        draft: draft as AdjustmentDraft,
        apply: apply.value,
      }),
    );
  });

  addRoute(app, context, gate, "pauseInEmergency", async (call) =>
    answerOnce(
      await pauseInEmergency(engine, {
        once: onceOf(call, digest),
        by: call.key.person,
        answer: created(call.key.merchant),
        pause: call.body,
      }),
    ),
  );

  addRoute(app, context, gate, "readAdjustment", async ({ params, key }) => {
    const row = await adjustments.read(key.merchant, params.id);
    if (!row) return answerRefusal({ code: "not_found" });
    const history = await adjustments.history(key.merchant, params.id);
    return { body: toWholeRecord(row, engine.live.of(key.merchant)?.record.catalogue, now(), history) };
  });

  addRoute(app, context, gate, "readEffects", async ({ params, key }) => {
    const kept = await adjustments.read(key.merchant, params.id);
    if (!kept) return answerRefusal({ code: "not_found" });
    const catalogue = engine.live.of(key.merchant)?.record.catalogue;
    if (!catalogue) return answerRefusal({ code: "catalogue_missing" });
    const row = timeSteps(kept, now()).at(-1)?.row ?? kept;
    return { body: toEffects(await adjustmentEffects({ ...context.effects, now }, key.merchant, row, catalogue)) };
  });

  addRoute(app, context, gate, "listAdjustments", async ({ query, key }) => {
    const filter = {
      ...(query.state === undefined ? {} : { state: query.state }),
      ...(query.review === undefined ? {} : { review: { kind: query.review, at: formatInstant(now()) } }),
    };
    const body = await pageOf(query.limit, {
      find: (count) => adjustments.list(key.merchant, query.cursor, count, filter),
      show: (row) => toRecord(row, now()),
      cursor: ({ adjustment }) => adjustment.id,
    });
    return { body };
  });
}

function toEffects({ asOf, runningPlans, told, programs, watch }: AdjustmentEffects): EffectsBody {
  if (watch === null) return { as_of: asOf, running_plans: runningPlans, told: [...told], programs, watch };
  const { baselineCases, ...watched } = watch;
  return {
    as_of: asOf,
    running_plans: runningPlans,
    told: [...told],
    programs,
    watch: { ...watched, baseline_cases: baselineCases },
  };
}
