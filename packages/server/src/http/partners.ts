import type { PartnerHeld, PartnerHistory, PartnersHealth } from "@fenqi/contract";
import { formatInstant } from "@fenqi/core/calendar";
import type { FastifyInstance } from "fastify";
import { type CallCounts, WINDOW_MS } from "../engine/call-counts.ts";
import { holdPartner } from "../engine/hold-partner.ts";
import type { AdjustmentStore, CallFigures, Drift, PartnerStore, PartnerWatch } from "../engine/ports.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";
import { answerOnce, onceOf } from "./once.ts";

/** What the routes of partners read. */
export interface PartnersContext {
  readonly store: PartnerStore;
  readonly counts: CallCounts;
}

type Health = PartnersHealth["partners"][number];

const HOUR_MS = 3_600_000;
const EVENTS = 100;
const DAYS_MS = 90 * 24 * HOUR_MS;
const MOMENTS = 1_000;
/** A stretch's length for each span, so that a line has some hundred points. */
const STRETCH_SECONDS = { "2": 60, "24": 600, "168": 3_600, "2160": 86_400 } as const;

export function partnerRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { engine, digest, now, partners, adjustments } = context;

  addRoute(app, context, gate, "partnersHealth", async ({ key: { merchant } }) => {
    const nowMs = now();
    const { store, counts } = partners;
    const [found, drifts, minutes, events] = await Promise.all([
      store.list(merchant),
      store.drifts(merchant),
      store.minutes(merchant, formatInstant(nowMs - HOUR_MS)),
      store.events(merchant, EVENTS),
    ]);
    // In the catalogue's order, as on every other page.
    const order = engine.live.of(merchant)?.record.catalogue.partners.map(({ id }) => id) ?? [];
    const watches = found.toSorted((a, b) => order.indexOf(a.partner) - order.indexOf(b.partner));
    const about = (watch: PartnerWatch) => (row: { readonly partner: string; readonly method: string }) =>
      row.partner === watch.partner && row.method === watch.method;
    const body: PartnersHealth = {
      as_of: formatInstant(nowMs),
      partners: await Promise.all(
        watches.map(async (watch) => ({
          ...toHealth(watch),
          incident: await incidentOf(adjustments, watch),
          drift: drifts.filter(about(watch)).map(toDriftBody),
          lately: toLately(counts.lately(merchant, watch.partner, watch.method, nowMs)),
          minutes: minutes.filter(about(watch)).map(toMinute),
        })),
      ),
      events: [...events],
    };
    return { body };
  });

  addRoute(app, context, gate, "partnerHistory", async ({ key: { merchant }, query }) => {
    const { partner, method, hours = "2" } = query;
    const nowMs = now();
    const from = formatInstant(nowMs - Number(hours) * HOUR_MS);
    const seconds = STRETCH_SECONDS[hours];
    const line = { partner, method };
    const [found, events] = await Promise.all([
      partners.store.history(merchant, line, from, seconds),
      partners.store.eventsOf(merchant, line, formatInstant(nowMs - DAYS_MS), MOMENTS),
    ]);
    const body: PartnerHistory = {
      from,
      until: formatInstant(nowMs),
      seconds,
      stretches: found.stretches.map(({ from: begins, ...calls }) => ({ from: begins, ...toFigures(calls) })),
      operations: found.operations.map(({ operation, ...calls }) => ({ operation, ...toFigures(calls) })),
      events: [...events],
    };
    return { body };
  });

  addRoute(app, context, gate, "holdPartner", async (call) =>
    answerOnce(
      await holdPartner(engine, {
        once: onceOf(call, digest),
        by: call.key.person,
        answer: (watch) => ({ status: 200, body: JSON.stringify(toHeld(watch)) }),
        ...call.body,
      }),
    ),
  );
}

const toHeld = ({ partner, method, state, hold, heldBy, incident }: PartnerWatch): PartnerHeld => ({
  partner,
  method,
  state,
  hold,
  held_by: heldBy,
  incident,
});

const toHealth = (watch: PartnerWatch): Omit<Health, "incident" | "drift" | "lately" | "minutes"> => {
  const { incident: _, ...held } = toHeld(watch);
  return {
    ...held,
    since: watch.since,
    openings: watch.openings,
    successes: watch.successes,
    next_look_at: watch.lookAt,
  };
};

/** The incident that stands or is coming back; one that is over is in the events. */
async function incidentOf(
  adjustments: AdjustmentStore,
  { merchant, incident }: PartnerWatch,
): Promise<Health["incident"]> {
  const row = incident === null ? undefined : await adjustments.read(merchant, incident);
  if (!row || (row.state !== "active" && row.state !== "ramping")) return null;
  return {
    id: row.adjustment.id,
    state: row.state,
    confirmed_by: row.approval?.by ?? null,
    review_due_at: row.reviewDueAt,
  };
}

const toDriftBody = ({ offer, field, ours, theirs, seenAt, adjustment }: Drift): Health["drift"][number] => ({
  offer,
  field,
  ours,
  theirs,
  since: seenAt,
  adjustment,
});

function toLately({ calls, declines, errors, ...rest }: ReturnType<CallCounts["lately"]>): Health["lately"] {
  return {
    seconds: WINDOW_MS / 1000,
    calls,
    declines,
    errors,
    p50_ms: rest.p50Ms,
    p95_ms: rest.p95Ms,
    per_second: rest.perSecond,
    error_ppm: calls === 0 ? null : Math.round((errors / calls) * 1_000_000),
    last_call_at: rest.lastAtMs === null ? null : formatInstant(rest.lastAtMs),
    last_fault: rest.lastFault,
  };
}

const toFigures = ({ p50Ms, p95Ms, ...calls }: CallFigures) => ({ ...calls, p50_ms: p50Ms, p95_ms: p95Ms });

const toMinute = ({
  minute,
  calls,
  declines,
  errors,
  p50Ms,
  p95Ms,
}: Awaited<ReturnType<PartnerStore["minutes"]>>[number]) => ({
  minute,
  calls,
  declines,
  errors,
  p50_ms: p50Ms,
  p95_ms: p95Ms,
});
