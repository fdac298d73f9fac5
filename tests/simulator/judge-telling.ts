import { stepOf, TOLD_TYPES } from "../../packages/server/src/engine/plan-notices.ts";
import type { NoticeEvent } from "../../packages/server/src/engine/ports.ts";
import type { Evidence, Verdict } from "./judge.ts";

interface EventRow {
  readonly plan: string;
  readonly n: number;
  readonly type: NoticeEvent["type"];
  readonly body: string;
  /** There is somebody to tell, since before this. */
  readonly is_told: boolean;
}

/** Every event arrives, an older one of its plan first; and who is to be told is told once, at rest of everything. */
export async function judgeTelling({ database, receiver, isCalm }: Evidence): Promise<Pick<Verdict, "untold">> {
  const untold = [...receiver.early];
  if (!isCalm) return { untold };
  const events = await database.rows<EventRow>(`
    select e.plan_id as plan, e.n, e.type, e.body, coalesce(e.n > c.after_event, false) as is_told
    from plan_event e left join plan_contact c on c.plan_id = e.plan_id order by e.plan_id, e.n`);
  const ends = new Map(events.map(({ plan, n }) => [plan, n]));
  for (const [plan, n] of ends)
    if (receiver.last.get(plan) !== n) untold.push(`${plan} ${n} events, ${receiver.last.get(plan) ?? 0} arrived`);

  const letters = await database.rows<{ key: string; state: string }>(
    "select dedupe_key as key, state from outbox where dedupe_key like 'plan:%' order by 1",
  );
  const sent = new Set(letters.filter(({ state }) => state === "sent").map(({ key }) => key));
  for (const { key, state } of letters) if (state !== "sent") untold.push(`${key} ${state}`);
  events.forEach(({ plan, n, type, body, is_told }, at) => {
    if (!is_told || !TOLD_TYPES.includes(type)) return;
    const step = stepOf({ type, data: JSON.parse(body) as NoticeEvent["data"] });
    // The last payment is told with the end that it brings.
    if (step === undefined || (step === "received" && events[at + 1]?.type === "plan.settled")) return;
    if (!sent.has(`plan:${plan}:${n}`)) untold.push(`${plan} ${n} ${step}: no letter`);
  });
  return { untold };
}
