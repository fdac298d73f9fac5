import type { ShopperErased, ShopperExport, ShopperRequest } from "@fenqi/contract";
import type { FastifyInstance } from "fastify";
import { momentAt } from "../engine/change-plan.ts";
import { type ErasedShopper, eraseShopper } from "../engine/erase-shopper.ts";
import { exportShopper } from "../engine/export-shopper.ts";
import { findShopper } from "../engine/find-shopper.ts";
import type { ShopperNamed } from "../engine/seek-shopper.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerOnce, onceOf } from "./once.ts";
import { answerRefusal, ProblemAnswer } from "./problem.ts";
import { shopperExport } from "./shopper-export.ts";

/** What is kept of one shopper: handed out, and erased. */
export function shopperRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { engine, planning, cases, shoppers, digest, now } = context;
  const { vault } = planning;

  addRoute(app, context, gate, "findShopper", async ({ key, body }) => {
    const deps = { ...engine, vault, shoppers };
    const found = await findShopper(deps, key.merchant, namedIn(body), key.person);
    if (!found.ok) return answerRefusal(found.error);
    const { at, counts, running } = found.value;
    return { body: { found_at: at, held: { ...counts }, running: [...running] } };
  });

  addRoute(app, context, gate, "exportShopper", async ({ key, body }) => {
    const live = engine.live.of(key.merchant);
    if (!live) return answerRefusal({ code: "catalogue_missing" });
    const deps = { ...engine, ...planning, cases, shoppers };
    const exported = await exportShopper(deps, key.merchant, namedIn(body), key.person);
    if (!exported.ok) return answerRefusal(exported.error);
    const { today } = momentAt(engine.live, key.merchant, now());
    return {
      body: shopperExport(exported.value, body, {
        vault,
        catalogue: live.record.catalogue,
        today,
      }) satisfies ShopperExport,
    };
  });

  addRoute(app, context, gate, "eraseShopper", async (call) => {
    const command = {
      once: onceOf(call, digest),
      by: call.key.person,
      shopper: namedIn(call.body),
      reason: call.body.reason ?? null,
      answer: (erased: ErasedShopper) => ({ status: 200, body: JSON.stringify(erasedRecord(erased)) }),
    };
    return answerOnce(await eraseShopper({ ...engine, vault }, command));
  });
}

/** A reference, an address, or both; an address is one with its channel. */
function namedIn({ shopper_ref: ref, channel, address }: ShopperRequest): ShopperNamed {
  if (channel === undefined && address === undefined) {
    if (ref !== undefined) return { ref };
    const errors = [
      { pointer: "/shopper_ref", code: "required", detail: "a shopper is named by reference or address" },
    ];
    throw new ProblemAnswer("invalid_request", { errors });
  }
  if (channel !== undefined && address !== undefined) return { ref, address: { channel, address } };
  const pointer = channel === undefined ? "/channel" : "/address";
  throw new ProblemAnswer("invalid_request", {
    errors: [{ pointer, code: "required", detail: "an address is named with its channel" }],
  });
}

const erasedRecord = ({ at, erased, plans, pseudonym }: ErasedShopper): ShopperErased => ({
  erased_at: at,
  erased: { ...erased },
  kept: { plans: [...plans], pseudonym, why: plans.length === 0 ? null : "books" },
});
