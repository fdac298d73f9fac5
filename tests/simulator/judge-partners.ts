import type { Evidence, Verdict } from "./judge.ts";

interface MovementRow {
  readonly plan: string;
  readonly partner: string;
  readonly n: number;
  readonly kind: string;
  readonly state: string;
  readonly request: string;
  readonly amount: number;
  readonly partner_id: string | null;
}

interface PlanState {
  readonly id: string;
  readonly partner: string;
  readonly state: string;
  /** A movement is under way. */
  readonly moves: boolean;
}

/** What partners hold and have moved is what the server knows of; at rest nothing is open any more. */
export async function judgePartners({
  database,
  partners,
  isCalm,
}: Evidence): Promise<Pick<Verdict, "unknown" | "unlikePartner">> {
  const movements = await database.rows<MovementRow>(`
    select m.plan_id as plan, p.partner, m.n, m.kind, m.state, m.request, m.amount::integer, m.partner_id
    from plan_movement m join plan p on p.id = m.plan_id order by m.plan_id, m.n`);
  const open = movements.filter(({ state }) => state !== "done" && state !== "failed");
  const plans = await database.rows<PlanState>(`
    select p.id, p.partner, p.state, exists (
      select from plan_movement m where m.plan_id = p.id and m.look_at is not null) as moves
    from plan p order by p.id`);
  const pending = plans.filter(({ state }) => state === "pending_partner");
  const unknown = isCalm
    ? [...open.map(({ request, state }) => `${request} ${state}`), ...pending.map(({ id }) => `${id} pending`)]
    : [];
  const unlike: string[] = [];
  for (const [name, { book }] of partners) {
    const ours = new Map(movements.filter(({ partner }) => partner === name).map((one) => [one.request, one]));
    for (const { request, kind, state, amount } of book.moved.values()) {
      const known = ours.get(request);
      // An older request of a movement that was asked for again, which was declined.
      if (!known && state === "declined") continue;
      const isSame = known?.kind === kind && known.amount === amount && STATES[state].includes(known.state);
      if (!isSame) unlike.push(`${request}: ${kind} ${amount} ${state}, here ${JSON.stringify(known)}`);
    }
    for (const { request, state, partner_id } of ours.values()) {
      if (state === "done" && partner_id !== null && !book.moved.has(request))
        unlike.push(`${request} done, not there`);
    }
    for (const { id, partner, state, moves } of plans) {
      if (partner !== name) continue;
      const held = book.held.get(id);
      const isHeld = held?.state === "approved" && book.sumOf(id, "cancel") === 0;
      if (HELD.has(state) && !isHeld) unlike.push(`${id} ${state}, ${held?.state ?? "unknown"} there`);
      if (isCalm && !moves && GONE.has(state) && isHeld) unlike.push(`${id} ${state}, still held there`);
    }
    for (const { reference } of book.held.values())
      if (!plans.some(({ id }) => id === reference)) unlike.push(`${reference} is no plan`);
  }
  return { unknown, unlikePartner: unlike };
}

/** What a movement may be here, by what it is there: an answer may still be on its way. */
const STATES: { readonly [state in "done" | "pending" | "declined"]: readonly string[] } = {
  done: ["done", "asked", "unclear", "wanted"],
  pending: ["asked", "unclear", "wanted"],
  declined: ["failed", "asked", "unclear", "wanted"],
};

/** States in which the partner has the plan's money in its keeping, or has paid it. */
const HELD: ReadonlySet<string> = new Set([
  "accepted",
  "active",
  "overdue",
  "disputed",
  "settled",
  "refunded",
  "written_off",
]);
const GONE: ReadonlySet<string> = new Set(["cancelled", "declined"]);
