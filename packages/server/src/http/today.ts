import type { Today, WaitingList } from "@fenqi/contract";
import { formatInstant } from "@fenqi/core/calendar";
import type { FastifyInstance } from "fastify";
import { findWaiting } from "../engine/find-waiting.ts";
import { type DaySoFar, readToday } from "../engine/read-today.ts";
import type { HalfHour } from "../engine/today-ports.ts";
import { addRoute } from "./add-route.ts";
import type { HttpContext } from "./context.ts";
import type { Gate } from "./gate.ts";

/** What the console's first page shows. */
export function todayRoutes(app: FastifyInstance, context: HttpContext, gate: Gate): void {
  const { days, planning, now, engine } = context;

  addRoute(app, context, gate, "listWaiting", async ({ key }) => {
    const { items, counts } = await findWaiting({ days, vault: planning.vault, now }, key.merchant, key);
    const body = {
      as_of: formatInstant(now()),
      items: items.map(({ dueAt, ...item }) => ({ ...item, due_at: dueAt })),
      counts,
    };
    return { body: body as WaitingList };
  });

  addRoute(app, context, gate, "readToday", async ({ key }) => {
    const zone = engine.live.of(key.merchant)?.record.catalogue.merchant.time_zone ?? "UTC";
    return { body: toBody(await readToday(days, key.merchant, zone, now())) };
  });
}

function toBody({ asOf, beganAt, today, weekAgo, late, halfHours, ...rest }: DaySoFar): Today {
  const partners = Map.groupBy(halfHours, ({ partner, method }) => `${partner} ${method}`);
  return {
    ...rest,
    as_of: asOf,
    day_began_at: beganAt,
    funnel: { today, week_ago: weekAgo },
    due: [...rest.due],
    overdue: [...late],
    partners: [...partners.values()].map(toPartner),
  };
}

function toPartner(rows: readonly HalfHour[]): Today["partners"][number] {
  const { partner, method } = rows[0]!;
  return {
    partner,
    method: method as Today["partners"][number]["method"],
    half_hours: rows.map(({ at, calls, declines, errors }) => ({ at, calls, declines, errors })),
    p95_ms: rows.at(-1)?.p95_ms ?? null,
  };
}
