import { type Kysely, sql } from "kysely";
import type { Binding, Bound, NextRecord, Once, PlanWrite, StoredPlan } from "../../engine/ports.ts";
import { gather } from "./gather.ts";
import { isCounted, isRefused, type PlanBinding, planArguments } from "./plan-arguments.ts";
import { withContact } from "./plan-contact-change.ts";
import { type PlanRecord, toStored } from "./plan-record.ts";
import type { Tables } from "./tables.ts";

/** Requests that come side by side share a statement, and its commit. */
const TOGETHER = { lanes: 2, spare: 2, most: 16, few: 8, isOfOne: isRefused };

/** A plan, and the key that may be bound. */
interface Asked {
  readonly merchant: string;
  readonly id: string;
  readonly once: Once | undefined;
}

interface Read {
  readonly found?: StoredPlan;
  /** An answer that is bound is still sealed. */
  readonly bound: Bound;
}

interface KeyRecord {
  readonly request_hash: string | null;
  readonly status: number | null;
  readonly answer: string | null;
}

type Row = PlanRecord & KeyRecord & { readonly place: string };

/** Reads plans, each with what is bound to a key: those that are asked for side by side in one question. */
export function readsTogether(db: Kysely<Tables>): (asked: Asked) => Promise<Read> {
  const read = async (asked: readonly Asked[]): Promise<readonly Read[]> => {
    const { rows } = await sql<Row>`/* prepared read_plans */
      select * from read_plans(${asked[0]!.merchant}, ${asked.map(({ id }) => id)}::text[],
        ${asked.map(({ once }) => once?.key ?? null)}::text[])`.execute(db);
    const byPlace = new Map(rows.map((row) => [Number(row.place), row]));
    return asked.map(({ once }, at) => {
      const row = byPlace.get(at + 1);
      return row ? { found: toStored(row), bound: boundBy(row, once) } : { bound: { kind: "free" } };
    });
  };
  return gather(read, { ...TOGETHER, groupOf: ({ merchant }) => merchant });
}

function boundBy({ request_hash, status, answer }: KeyRecord, once: Once | undefined): Bound {
  if (request_hash === null || once === undefined) return { kind: "free" };
  if (request_hash !== once.requestHash) return { kind: "other_request" };
  if (status === null || answer === null) return { kind: "running" };
  return { kind: "replayed", remembered: { status, body: answer } };
}

/** A quote that is to become a plan, and the key of the request. */
interface Acceptance {
  readonly once: Once;
  readonly quote: string;
}

/** Whether a key is taken, or a quote has become a plan: all that is asked side by side in one question. */
export function answeredTogether(db: Kysely<Tables>): (asked: Acceptance) => Promise<boolean> {
  const read = async (asked: readonly Acceptance[]): Promise<readonly boolean[]> => {
    const { rows } = await sql<{ place: string }>`/* prepared answered_before */
      select a.place
      from unnest(${asked.map(({ once }) => once.merchant)}::text[], ${asked.map(({ once }) => once.key)}::text[],
        ${asked.map(({ quote }) => quote)}::text[]) with ordinality as a(merchant_id, key, quote_id, place)
      where (select true from idempotency k where k.merchant_id = a.merchant_id and k.key = a.key)
        or (select true from plan p where p.merchant_id = a.merchant_id and p.quote_id = a.quote_id
          and p.state not in ('declined', 'cancelled'))`.execute(db);
    const answered = new Set(rows.map(({ place }) => Number(place)));
    return asked.map((_, at) => answered.has(at + 1));
  };
  return gather(read, { ...TOGETHER, groupOf: () => "" });
}

/** A decision about one plan, with the answer that is bound to its key. */
interface Decision {
  readonly merchant: string;
  readonly write: PlanWrite;
  readonly binding: Binding | undefined;
}

interface Around {
  readonly next: NextRecord;
  readonly seal: (text: string) => string;
  readonly nowMs: () => number;
}

type Commits = (merchant: string, writes: readonly PlanWrite[], binding?: Binding) => Promise<readonly string[]>;

/**
 * Keeps decisions: those about one plan that come side by side in one statement, and so in one commit. A page of plans is
 * one already; a plan that is counted may be refused for want of a place, and then takes nobody with it; a new plan that is
 * told to somebody has a statement of its own.
 */
export function commitsTogether(db: Kysely<Tables>, { nowMs, ...around }: Around): Commits {
  async function keep(merchant: string, writes: readonly PlanWrite[], bindings: readonly PlanBinding[]) {
    const args = planArguments(merchant, writes, bindings, { ...around, nowMs: nowMs() });
    const decisions = sql<{ kept: string[] }>`
      select commit_decisions(${merchant}, ${args.plans}, ${args.instalments}, ${args.consents}, ${args.entries},
        ${args.postings}, ${args.events}, ${args.audits}, ${args.keys}, ${args.movements}, ${args.place}) as kept
      ${args.shoppers === null ? sql`` : sql`where none_erased(${merchant}, ${args.shoppers})`}`;
    const made = writes.find(({ contact }) => contact !== undefined);
    const statement = made
      ? withContact(merchant, made.decision.plan.id, made.contact!, decisions)
      : args.shoppers === null
        ? sql<{ kept: string[] }>`/* prepared commit_decisions */${decisions}`
        : sql<{ kept: string[] }>`/* prepared commit_shoppers */${decisions}`;
    const { rows } = await statement.execute(db);
    return rows[0]!.kept;
  }

  async function keepAll(decisions: readonly Decision[]): Promise<readonly boolean[]> {
    const newest = newestOfEach(decisions);
    const kept = await keep(
      newest[0]!.merchant,
      newest.map(({ write }) => write),
      newest.flatMap(({ write, binding }) => bindingsOf(write, binding)),
    );
    const won = new Set(newest.filter(({ write }) => kept.includes(write.decision.plan.id)));
    return decisions.map((decision) => won.has(decision));
  }

  const keepOne = gather(keepAll, { ...TOGETHER, groupOf: ({ merchant }) => merchant });

  return async (merchant, writes, binding) => {
    const [first, second] = writes;
    if (!first) return [];
    if (second || isCounted(first) || first.contact) return keep(merchant, writes, bindingsOf(first, binding));
    return (await keepOne({ merchant, write: first, binding })) ? [first.decision.plan.id] : [];
  };
}

const bindingsOf = ({ decision }: PlanWrite, binding: Binding | undefined): readonly PlanBinding[] =>
  binding ? [{ ...binding, plan: decision.plan.id }] : [];

/** Of decisions about one plan, the one made from its latest state: all others have lost their race. */
function newestOfEach(decisions: readonly Decision[]): readonly Decision[] {
  const newest = new Map<string, Decision>();
  for (const decision of decisions) {
    const { stored, decision: decided } = decision.write;
    const before = newest.get(decided.plan.id);
    if (!before || before.write.stored.version < stored.version) newest.set(decided.plan.id, decision);
  }
  return [...newest.values()];
}
