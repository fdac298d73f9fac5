import type { Evidence, Verdict } from "./judge.ts";

interface OnClock {
  readonly clock: string;
  readonly at: Date;
  /** The clock's day in the store's zone. */
  readonly day: string;
  /** Null where no plan lives by it. */
  readonly plan: string | null;
  readonly state: string | null;
  readonly closed: string | null;
  /** The first day with a row that is not paid. */
  readonly unpaid: string | null;
}

const ON_CLOCKS = `
  select c.id as clock, c.at, (c.at at time zone 'Asia/Shanghai')::date::text as day, p.id as plan, p.state,
    s.closed_through::text as closed, (
      select min(due_on)::text from instalment i where i.plan_id = p.id
        and principal + interest + fee + late > paid_principal + paid_interest + paid_fee + paid_late) as unpaid
  from test_clock c left join plan p on p.test_clock = c.id left join plan_standing s on s.plan_id = p.id
  order by c.id, p.id`;

/**
 * A test clock stands where its client has put it. Its plans have lived no day beyond it; and at rest, after it was moved on once
 * more, every day before: what was due is paid or overdue.
 */
export async function judgeClocks({ database, shop, isCalm }: Evidence): Promise<Pick<Verdict, "offClock">> {
  const known = new Map(shop.clocks.map((clock) => [clock.id, clock]));
  const off: string[] = [];
  for (const { clock, at, day, plan, state, closed, unpaid } of await database.rows<OnClock>(ON_CLOCKS)) {
    const { toldMs, askedMs } = known.get(clock) ?? { toldMs: at.getTime(), askedMs: at.getTime() };
    if (at.getTime() < toldMs || at.getTime() > askedMs)
      off.push(`${clock} ${at.toISOString()} is not where it was put`);
    if (plan === null) continue;
    if (closed !== null && closed > day) off.push(`${plan} has lived ${closed}, on ${day}`);
    if (!isCalm || !known.has(clock)) continue;
    const isLate = unpaid !== null && unpaid < day;
    if (state === "active" && isLate) off.push(`${plan} active, with ${unpaid} unpaid on ${day}`);
    if (state === "overdue" && !isLate) off.push(`${plan} overdue, with nothing before ${unpaid} unpaid on ${day}`);
  }
  return { offClock: off };
}
