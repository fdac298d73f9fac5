import { LIMITS, type Reconciliation, type ReconciliationException, ROUTES } from "@fenqi/contract";
import { isIsoDate } from "@fenqi/core/calendar";
import type { FastifyInstance } from "fastify";
import { type ImportDeps, importSettlement } from "../engine/import-settlement.ts";
import type { ExceptionRow, ReadSettlementFile, ReconciliationRow, SpooledFile } from "../engine/ports.ts";
import { approveException, resolveException, undoResolution } from "../engine/resolve-exception.ts";
import { addRoute } from "./add-route.ts";
import type { Call } from "./call.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerOnce, onceOf } from "./once.ts";
import { pageOf } from "./page.ts";
import { answerRefusal, ProblemAnswer } from "./problem.ts";

type Format = NonNullable<Call<"importSettlementFile">["query"]["format"]>;

/** What the routes of settlement files and reconciliations need. */
export interface ReconciliationContext {
  readonly store: ImportDeps["reconciliations"];
  /** Up to here one person resolves an exception alone; minor units of whatever currency. */
  readonly aloneUpTo: number;
  readonly readers: { readonly [F in Format]: ReadSettlementFile };
  /** How a connected partner writes its files. */
  readonly formatOf: (merchant: string, partner: string) => Format | undefined;
  readonly spool: (body: AsyncIterable<Uint8Array>, most: number) => Promise<SpooledFile | undefined>;
}

export function reconciliationRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { engine, digest, reconciliation } = context;
  const { store, aloneUpTo } = reconciliation;

  // A scope of its own: nowhere else is a body taken that is not JSON.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser([...ROUTES.importSettlementFile.upload], (_, body, done) => done(null, body));
    addRoute(scope, context, gate, "importSettlementFile", (call) => importFile(context, call));
  });

  addRoute(app, context, gate, "listReconciliations", async ({ key, query }) => {
    const body = await pageOf(query.limit, {
      find: (count) => store.list(key.merchant, query.partner, query.cursor, count),
      show: toReconciliation,
      cursor: ({ id }) => id,
    });
    return { body };
  });

  addRoute(app, context, gate, "readReconciliation", async ({ key, params }) => {
    const row = await store.read(key.merchant, params.id);
    return row ? { body: toReconciliation(row) } : answerRefusal({ code: "not_found" });
  });

  addRoute(app, context, gate, "listExceptions", async ({ key, params, query: { cursor, limit, ...filter } }) => {
    if (!(await store.read(key.merchant, params.id))) return answerRefusal({ code: "not_found" });
    const body = await pageOf(limit, {
      find: (count) => store.exceptions(key.merchant, params.id, filter, cursor, count),
      show: toExceptionBody,
      cursor: ({ id }) => id,
    });
    return { body };
  });

  const deps = { ...engine, aloneUpTo };
  const moveOf = (call: Call<"resolveException" | "approveException" | "undoResolution">) => ({
    once: onceOf(call, digest),
    by: call.key.person,
    reconciliation: call.params.id,
    id: call.params.exception,
    answer: (row: ExceptionRow) => ({ status: 200, body: JSON.stringify(toExceptionBody(row)) }),
  });
  addRoute(app, context, gate, "resolveException", async (call) =>
    answerOnce(await resolveException(deps, { ...moveOf(call), ...call.body })),
  );
  addRoute(app, context, gate, "approveException", async (call) =>
    answerOnce(await approveException(deps, moveOf(call))),
  );
  addRoute(app, context, gate, "undoResolution", async (call) =>
    answerOnce(await undoResolution(deps, { ...moveOf(call), ...call.body })),
  );
}

async function importFile(
  { engine, reconciliation }: HttpContext,
  { key, query, request }: Call<"importSettlementFile">,
) {
  const { merchant, person } = key;
  const { partner, from, until } = query;
  for (const [name, day] of [
    ["from", from],
    ["until", until],
  ] as const) {
    if (day !== undefined && !isIsoDate(day))
      return answerRefusal({ code: "invalid_date", pointer: `#/query/${name}` });
  }
  const format = query.format ?? reconciliation.formatOf(merchant, partner);
  if (!format) return answerRefusal({ code: "settlement_format_needed", partner });
  const file = await reconciliation.spool(request.body as AsyncIterable<Uint8Array>, LIMITS.settlementFileBytes);
  if (!file) throw new ProblemAnswer("body_too_large");
  try {
    const imported = await importSettlement(
      { ...engine, reconciliations: reconciliation.store },
      {
        merchant,
        by: person,
        partner,
        file,
        reader: reconciliation.readers[format],
        days: { ...(from && { from }), ...(until && { until }) },
      },
    );
    return imported.ok ? { body: toReconciliation(imported.value) } : answerRefusal(imported.error);
  } finally {
    await file.remove();
  }
}

const toReconciliation = (row: ReconciliationRow): Reconciliation => ({
  id: row.id,
  partner: row.partner,
  file_hash: row.fileHash,
  bytes: row.bytes,
  state: row.state,
  from: row.days?.from ?? null,
  until: row.days?.until ?? null,
  rows: row.rows,
  summary: row.summary?.map(({ parts, ...each }) => ({ ...each, parts: [...parts] })) ?? null,
  created_at: row.createdAt,
  created_by: row.createdBy,
  ended_at: row.endedAt,
});

const toExceptionBody = (row: ExceptionRow): ReconciliationException => ({
  id: row.id,
  reconciliation: row.reconciliation,
  partner: row.partner,
  state: row.state,
  reason: row.reason,
  kind: row.kind,
  reference: row.reference,
  request: row.request,
  row: row.row,
  entry: row.entry,
  plan: row.plan,
  there: row.there && { ...row.there, at: row.at! },
  here: row.here && { ...row.here, at: row.bookedOn! },
  decision: row.decided,
  cleared_by: row.clearedBy,
});
