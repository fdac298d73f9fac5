import { catalogueSchema } from "@fenqi/contract";
import { type Catalogue, withStandardExplanations } from "@fenqi/core/catalogue";
import type { QuoteRequest } from "@fenqi/core/quote";
import type { FastifyInstance } from "fastify";
import { applyCatalogue } from "../engine/apply-catalogue.ts";
import { catalogueChanges } from "../engine/catalogue-changes.ts";
import { readInstant } from "../engine/known-times.ts";
import { flawsOf } from "../engine/next-version.ts";
import type { VersionSummary } from "../engine/ports.ts";
import { tryCart } from "../engine/try-cart.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerOnce, onceOf } from "./once.ts";
import { pageOf } from "./page.ts";
import { answerRefusal } from "./problem.ts";

export function catalogueRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { engine, catalogues, digest } = context;
  const complete = (catalogue: unknown) =>
    withStandardExplanations(catalogue as Catalogue, engine.standardExplanations);

  addRoute(app, context, gate, "readCatalogue", ({ key }) => {
    const live = engine.live.of(key.merchant);
    if (!live) return answerRefusal({ code: "not_found" });
    const { version, seq, createdAt, catalogue } = live.record;
    return { body: { version, seq, created_at: createdAt, catalogue } };
  });

  addRoute(app, context, gate, "applyCatalogue", async (call) =>
    answerOnce(
      await applyCatalogue(engine, {
        once: onceOf(call, digest),
        by: call.key.person,
        baseVersion: call.body.base_version,
        catalogue: call.body.catalogue as Catalogue,
        answer: ({ record: { version, seq }, changes }) => ({
          status: 201,
          body: JSON.stringify({ version, seq, changes }),
        }),
      }),
    ),
  );

  addRoute(app, context, gate, "validateCatalogue", ({ body }) => {
    const issues = flawsOf(complete(body.catalogue), "/catalogue").slice(0, 1_000);
    return { body: { sound: issues.length === 0, issues } };
  });

  addRoute(app, context, gate, "diffCatalogue", ({ body, key }) => {
    const catalogue = complete(body.catalogue);
    if (catalogue.merchant.id !== key.merchant) {
      return answerRefusal({ code: "merchant_mismatch", merchant: key.merchant });
    }
    const flaws = flawsOf(catalogue, "/catalogue");
    if (flaws.length > 0) return answerRefusal({ code: "catalogue_unsound", flaws: flaws.slice(0, 1_000) });
    const live = engine.live.of(key.merchant);
    const changes = catalogueChanges(live?.record.catalogue, catalogue);
    return { body: { base: live?.record.version ?? null, same: changes.length === 0, changes } };
  });

  addRoute(app, context, gate, "tryCart", ({ body: { at: asked, catalogue, ...request }, key }) => {
    const at = asked === undefined ? undefined : readInstant(asked);
    if (asked !== undefined && at === undefined) return answerRefusal({ code: "invalid_date", pointer: "/at" });
    const tried = tryCart(engine, key.merchant, request as QuoteRequest, {
      ...(at === undefined ? {} : { at }),
      ...(catalogue === undefined ? {} : { catalogue: catalogue as Catalogue }),
    });
    return tried.ok ? { body: tried.value } : answerRefusal(tried.error);
  });

  const schema = JSON.stringify(catalogueSchema());
  addRoute(app, context, gate, "catalogueSchema", () => ({
    body: schema,
    type: "application/schema+json",
    headers: { "access-control-allow-origin": "*", "cache-control": "public, max-age=3600" },
  }));

  addRoute(app, context, gate, "catalogueVersions", async ({ query, key }) => {
    const before = /^\d{1,9}$/.test(query.cursor ?? "") ? Number(query.cursor) : 2_147_483_647;
    const body = await pageOf(query.limit, {
      find: (count) => catalogues.list(key.merchant, before, count),
      show: toVersion,
      cursor: ({ seq }) => String(seq),
    });
    return { body };
  });
}

const toVersion = ({ version, seq, createdAt, createdBy }: VersionSummary) => ({
  version,
  seq,
  created_at: createdAt,
  created_by: createdBy,
});
