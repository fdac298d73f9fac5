import { isIsoDate } from "@fenqi/core/calendar";
import { type RawBuilder, sql } from "kysely";
import type { PlanFilter, PlanSort } from "../../engine/ports.ts";

/** What each sort goes by, of where plans stand, beside the id; and whether upwards. */
const SORTS: { readonly [S in PlanSort]: { readonly by: RawBuilder<unknown> | null; readonly up: boolean } } = {
  created: { by: null, up: true },
  "-created": { by: null, up: false },
  due: { by: sql`s.next_due_on`, up: true },
  "-due": { by: sql`s.next_due_on`, up: false },
  outstanding: { by: sql`s.outstanding`, up: true },
  "-outstanding": { by: sql`s.outstanding`, up: false },
};

/** Sorts after any letter. */
const LAST = "\u{10ffff}";

/**
 * One page of plans, as a subquery: only these are then read with their rows. Each condition stands in it only where it is asked
 * for, so that each question finds its index.
 */
export function plansPage(merchant: string, filter: PlanFilter, after: string | undefined, limit: number) {
  const { orderRef, beginsWith, state, partner, dueFrom, dueUntil, sort = "-created" } = filter;
  const { by, up } = SORTS[sort];
  const direction = up ? sql`asc` : sql`desc`;
  const order = by ? sql`${by} ${direction}, s.plan_id ${direction}` : sql`p.id ${direction}`;
  const wanted = [
    sql`p.merchant_id = ${merchant}`,
    ...(orderRef === undefined ? [] : [sql`p.order_ref collate "C" = ${orderRef}`]),
    ...(beginsWith === undefined ? [] : [beginning(beginsWith)]),
    ...(state === undefined ? [] : [sql`p.state = ${state}`]),
    ...(partner === undefined ? [] : [sql`p.partner = ${partner}`]),
    ...(dueFrom === undefined ? [] : [sql`s.next_due_on >= ${dueFrom}::date`]),
    ...(dueUntil === undefined ? [] : [sql`s.next_due_on <= ${dueUntil}::date`]),
    ...(after === undefined ? [] : [beyond(sort, after)]),
  ];
  const value = by ? sql`${by}::text || '~' || p.id` : sql`p.id`;
  const standing = by || dueFrom !== undefined || dueUntil !== undefined;
  // Sorted by what is narrow, and cut off, before a place is counted: the whole of a merchant's plans is never sorted whole.
  const found = sql`select p.id, ${value} as cursor
    from plan p ${standing ? sql`join plan_standing s on s.merchant_id = p.merchant_id and s.plan_id = p.id` : sql``}
    where ${sql.join(wanted, sql` and `)} order by ${order} limit ${limit}`;
  return sql`select found.*, row_number() over () as place from (${found}) as found`;
}

const beginning = (text: string) =>
  text.startsWith("plan_")
    ? sql`p.id collate "C" >= ${text} and p.id collate "C" < ${text + LAST}`
    : sql`p.order_ref collate "C" >= ${text} and p.order_ref collate "C" < ${text + LAST}`;

const dateOf = (text: string) => (text === "infinity" || isIsoDate(text) ? sql`${text}::date` : undefined);
const numberOf = (text: string) => (/^-?\d{1,16}$/.test(text) ? sql`${text}::bigint` : undefined);

/** What comes after a cursor; nothing where it belongs to another sort. */
function beyond(sort: PlanSort, cursor: string) {
  const { by, up } = SORTS[sort];
  const than = up ? sql`>` : sql`<`;
  const [value, id] = cursor.includes("~") ? cursor.split("~") : [undefined, cursor];
  if (!by) return sql`p.id ${than} ${id}`;
  if (value === undefined) return sql`false`;
  const typed = sort.endsWith("due") ? dateOf(value) : numberOf(value);
  return typed ? sql`(${by}, s.plan_id) ${than} (${typed}, ${id})` : sql`false`;
}
