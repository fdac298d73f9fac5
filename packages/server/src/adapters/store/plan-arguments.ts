import {
  isRunning,
  nextCloseOn,
  nextCollectOn,
  outstandingOf,
  type Plan,
  type PlanRow,
  unpaidOfRow,
} from "@fenqi/core/plan";
import type { Binding, NextRecord, PlanMovement, PlanWrite, StoredPlan } from "../../engine/ports.ts";

/** The arguments of commit_decisions: JSON arrays as text, null where there is nothing. */
export interface PlanArguments {
  readonly plans: string;
  readonly instalments: string | null;
  readonly consents: string | null;
  readonly entries: string | null;
  readonly postings: string | null;
  readonly events: string | null;
  readonly audits: string | null;
  readonly keys: string | null;
  readonly movements: string | null;
  readonly place: string | null;
  /** Of none_erased: whose the new plans are. */
  readonly shoppers: string | null;
}

/** An answer that is bound to its key if the decision about this plan is kept. */
export interface PlanBinding extends Binding {
  readonly plan: string;
}

interface Around {
  readonly next: NextRecord;
  readonly seal: (text: string) => string;
  readonly nowMs: number;
}

/** Writes decisions as the arguments of commit_decisions: rows that did not change are left out. */
export function planArguments(
  merchant: string,
  writes: readonly PlanWrite[],
  bindings: readonly PlanBinding[],
  { next, seal, nowMs }: Around,
): PlanArguments {
  const booked = writes.flatMap((write) => write.booked.map((transaction) => ({ ...write, ...transaction })));
  return {
    plans: JSON.stringify(writes.map(planOf)),
    instalments: jsonOf(writes.flatMap(changedRows)),
    consents: jsonOf(writes.flatMap(consentOf)),
    entries: jsonOf(booked.map(entryOf)),
    postings: jsonOf(booked.flatMap(postingsOf)),
    events: jsonOf(writes.flatMap(eventsOf)),
    audits: jsonOf(writes.flatMap((write) => auditOf(merchant, write, next))),
    keys: jsonOf(bindings.map((binding) => keyOf(binding, seal, nowMs))),
    movements: jsonOf(writes.flatMap(movementsOf)),
    place: placeOf(writes),
    shoppers: jsonOf(writes.flatMap(shopperOf)),
  };
}

/** One ledger transaction of a decision. */
type Booked = PlanWrite & PlanWrite["booked"][number];

const jsonOf = (values: readonly unknown[]): string | null => (values.length === 0 ? null : JSON.stringify(values));

/** A plan's columns; `body` is the rest of it, null where it is as it was. */
function planOf(write: PlanWrite) {
  const { stored, decision, facts, lookAt, place } = write;
  const { rows: _, state, credit, closed_through, ...plan } = decision.plan;
  return {
    id: plan.id,
    expected: stored.version,
    state,
    credit,
    closed_through,
    earning: earningOf(plan),
    order_ref: plan.order_ref,
    quote_id: facts.quote,
    offer: plan.offer,
    partner: plan.partner,
    currency: plan.currency,
    test_clock: facts.test_clock,
    shopper_ref: place?.shopper_ref ?? null,
    look_at: lookAt,
    ...comingOf(decision.plan),
    collect_on: collectOnOf(write),
    events: stored.events + decision.events.length,
    created_at: facts.created_at,
    body: changedBody(write),
  };
}

/** How the cost of a row is earned when it falls due; core's `earn` in a word, for the close in sets. */
const earningOf = ({ funding, lease }: Pick<Plan, "funding" | "lease">): "partner" | "loan" | "rent" => {
  if (funding === "partner") return "partner";
  return lease === null ? "loan" : "rent";
};

/** What a plan's body is to be; null where it is as it was. */
function changedBody({ stored, decision, facts }: PlanWrite): string | null {
  const plan = withoutColumns(decision.plan);
  if (stored.version === 0) return JSON.stringify({ plan, facts });
  const before = withoutColumns(stored.plan);
  // Most decisions leave every part of it alone: then it is not written out to be compared.
  if (facts === stored.facts && isShallowEqual(plan, before)) return null;
  const body = JSON.stringify({ plan, facts });
  return body === JSON.stringify({ plan: before, facts: stored.facts }) ? null : body;
}

const withoutColumns = ({ rows: _rows, state: _state, credit: _credit, closed_through: _through, ...plan }: Plan) =>
  plan;

function isShallowEqual<T extends object>(one: T, other: T): boolean {
  const keys = Object.keys(one) as (keyof T)[];
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}

/** What lists and the daily close find a plan by. Nothing is owed of a plan that does not run. */
function comingOf(plan: Plan) {
  if (!isRunning(plan.state)) return { open_on: null, next_due_on: NEVER, outstanding: 0 };
  const next_due_on = plan.rows.find((row) => unpaidOfRow(row) > 0)?.due_on ?? NEVER;
  const outstanding = outstandingOf(plan);
  return { open_on: nextCloseOn(plan), next_due_on, outstanding, ...fallsOf(plan, next_due_on, outstanding) };
}

/**
 * The row that falls due next, where falling due is all that can happen until then: nothing is late or becomes late, is caught up,
 * is paid by credit or is paid off, and no other row falls due with it. Otherwise nothing, and core works the plan out.
 */
function fallsOf({ state, credit, rows }: Plan, nextDueOn: string, outstanding: number) {
  const [row, following] = rows.filter((each) => !each.fallen_due);
  if (state === "overdue" || credit > 0 || outstanding === 0 || !row || nextDueOn < row.due_on) return {};
  if (following && following.due_on <= row.due_on) return {};
  const { n, due_on, interest, fee } = row;
  return {
    falls_n: n,
    falls_on: due_on,
    falls_interest: interest,
    falls_fee: fee,
    falls_unpaid: unpaidOfRow(row),
  };
}

/** A date after every other. */
const NEVER = "infinity";

/** When the next payment is to be taken by the shopper's mandate, with the movements as the decision leaves them. */
function collectOnOf({ stored, decision, facts, movements = [] }: PlanWrite): string | null {
  if (facts.mandate === undefined) return null;
  const all = new Map([...stored.movements, ...movements].map((each) => [each.n, each]));
  return nextCollectOn(decision.plan, [...all.values()].flatMap(collectionOf));
}

const COLLECTED = { done: "taken", failed: "not_taken", wanted: "open", asked: "open", unclear: "open" } as const;

const collectionOf = ({ row, state }: PlanMovement) => (row === null ? [] : [{ row, state: COLLECTED[state] }]);

function changedRows({ stored, decision }: PlanWrite): (PlanRow & { readonly plan_id: string })[] {
  const before = stored.version === 0 ? [] : stored.plan.rows;
  const changed = decision.plan.rows.filter((row, at) => row !== before[at]);
  return changed.map((row) => ({ plan_id: decision.plan.id, ...row }));
}

const consentOf = ({ decision, consent }: PlanWrite) =>
  consent ? [{ plan_id: decision.plan.id, ...consent, shown: JSON.stringify(consent.shown) }] : [];

const entryOf = ({ stored, decision: { plan }, kind, today, at, reference }: Booked, n: number) => ({
  n,
  plan_id: plan.id,
  plan_version: stored.version + 1,
  kind,
  booked_on: today,
  at,
  currency: plan.currency,
  reference,
});

const postingsOf = ({ entries }: Booked, entry: number) =>
  entries.map(({ account, partner, amount }, at) => ({ entry, n: at + 1, account, partner, amount }));

const eventsOf = ({ stored, decision: { plan, events } }: PlanWrite) =>
  events.map(({ type, at, data }, k) => ({
    plan_id: plan.id,
    n: stored.events + k + 1,
    type,
    at,
    body: JSON.stringify(data),
  }));

const movementsOf = ({ decision, movements = [] }: PlanWrite) =>
  movements.map(({ lookAt, ...movement }) => ({ plan_id: decision.plan.id, ...movement, look_at: lookAt }));

/** Only one plan that is counted is made at a time. */
function placeOf(writes: readonly PlanWrite[]): string | null {
  const made = writes.find(isCounted);
  return made ? JSON.stringify({ plan_id: made.decision.plan.id, ...made.place }) : null;
}

const shopperOf = ({ place }: PlanWrite) =>
  place === undefined || place.shopper_ref === null
    ? []
    : [
        {
          ref: place.shopper_ref,
          marks: place.shopper_marks,
          quoted_at: place.quoted_at,
          alone: place.max_active !== null || place.max_outstanding !== null,
        },
      ];

/** Whether a new plan takes a place of a quota, or of what its shopper may have running. */
export const isCounted = ({ place }: PlanWrite): boolean =>
  place !== undefined && (place.quota_id !== null || place.max_active !== null || place.max_outstanding !== null);

function auditOf(merchant: string, write: PlanWrite, next: NextRecord) {
  const { stored, decision, kind, done, today, reference } = write;
  if (done === null) return [];
  const { plan } = decision;
  const { merchant: _, ...record } = next(merchant, stored.head, {
    stream: auditStream(plan.id),
    action: `plan.${kind}`,
    subject: plan.id,
    ...(stored.version === 0 ? {} : { before: standing(stored) }),
    after: {
      state: plan.state,
      version: stored.version + 1,
      reference,
      changes: decision.changes,
      // Whose clock is its own: what day it was for the plan, which the entry's own instant does not say.
      ...(stored.clockAt === null ? {} : { plan_today: today }),
    },
    ...done,
  });
  return [{ plan_id: plan.id, ...record }];
}

/** A chain for each plan, so that no two plans wait for each other. */
const auditStream = (plan: string): string => `plan.${plan.toLowerCase()}`;

const standing = ({ plan, version }: StoredPlan) => ({ state: plan.state, version });

const keyOf = ({ plan, once, attempt, remembered }: PlanBinding, seal: (text: string) => string, nowMs: number) => ({
  plan_id: plan,
  key: once.key,
  request_hash: once.requestHash,
  attempt,
  at: new Date(nowMs).toISOString(),
  status: remembered.status,
  body: seal(remembered.body),
});

/** What is raised where nothing may be kept: another request has bound the key, there is no place, or the shopper was erased. */
const RAISED = { FQ001: "key_taken", FQ002: "full", FQ003: "erased" } as const;
type Raised = (typeof RAISED)[keyof typeof RAISED];

export const refusedBy = (error: unknown): Raised | undefined =>
  (RAISED as { readonly [code: string]: Raised | undefined })[codeOf(error)];

/** Whether the database has refused what it was given, rather than failed: then nothing of it is kept. */
export const isRefused = (error: unknown): boolean => /^(FQ|22|23|40|P0)/.test(codeOf(error));

const codeOf = (error: unknown): string => (error as { readonly code?: string }).code ?? "";
