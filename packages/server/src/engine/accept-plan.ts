import { formatInstant, parseInstant } from "@fenqi/core/calendar";
import { createPlan, type Moment } from "@fenqi/core/plan";
import { askToFund, type FundingSaid } from "./ask-to-fund.ts";
import { GENESIS } from "./audit-chain.ts";
import { after, type ChangedPlan, momentAt, type PlanDeps } from "./change-plan.ts";
import { closeOn } from "./decide-today.ts";
import type {
  ClockStore,
  Ids,
  Once,
  OnceOutcome,
  Partners,
  PlanFacts,
  PlanWrite,
  Remembered,
  TestClock,
} from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import { type Choice, type ChoiceDeps, type Consent, verifyChoice } from "./verify-choice.ts";

export interface AcceptDeps extends PlanDeps, ChoiceDeps {
  readonly partners: Partners;
  readonly clocks: ClockStore;
  readonly ids: Ids;
}

export interface AcceptPlan {
  readonly once: Once;
  /** The person who asks. */
  readonly by: string;
  readonly quoteToken: string;
  readonly option: string;
  /** The order that is paid, in the store's own words. */
  readonly orderRef: string;
  readonly consent: Consent;
  readonly testClock?: string;
  readonly answer: (changed: ChangedPlan) => Remembered;
}

/**
 * Makes a plan from an option that was chosen, at most once per key: the choice is checked again, the partner is asked
 * to authorise, and plan, rows, consent, event, audit and answer are kept in one statement.
 *
 * The key is claimed before a partner is asked of anything. A partner that says neither yes nor no leaves the plan
 * waiting, never approved. A refusal frees the key.
 */
export async function acceptPlan(deps: AcceptDeps, command: AcceptPlan): Promise<OnceOutcome<Result<ChangedPlan>>> {
  const { once } = command;
  const attempt = deps.ids.secret();
  const claim = await deps.plans.claim(once, attempt);
  if (claim.kind !== "claimed") return claim;
  try {
    const made = await makePlan(deps, command);
    const outcome = made.ok ? await keepPlan(deps, command, attempt, made.value) : undefined;
    if (outcome) return outcome;
    await deps.plans.release(once, attempt);
    const used = made.ok ? await usedBy(deps, once.merchant, made.value.facts.quote) : undefined;
    return { kind: "refused", value: used ?? (made as Result<never>) };
  } catch (error) {
    await deps.plans.release(once, attempt);
    throw error;
  }
}

/** Undefined where the quote has become another plan meanwhile: the only row that a new plan can meet. */
async function keepPlan(deps: AcceptDeps, { once, answer }: AcceptPlan, attempt: string, write: PlanWrite) {
  const { stored, decision, at, today } = write;
  const changed = { stored: after(stored, decision), moment: { at, today }, changes: decision.changes };
  const remembered = answer(changed);
  const kept = await deps.plans.commit(once.merchant, [write], { once, attempt, remembered });
  if (kept === "key_taken") throw new Error("another attempt has taken the idempotency key over");
  return kept.length === 1 ? ({ kind: "done", value: done(changed), remembered } as const) : undefined;
}

async function makePlan(deps: AcceptDeps, command: AcceptPlan): Promise<Result<PlanWrite>> {
  const { merchant } = command.once;
  if (!deps.live.of(merchant)) return refuse({ code: "catalogue_missing" });
  const clock = command.testClock === undefined ? null : await deps.clocks.read(merchant, command.testClock);
  if (clock === undefined) return refuse({ code: "unknown_test_clock", clock: command.testClock! });
  const moment = momentAt(deps.live, merchant, clock ? parseInstant(clock.at) : deps.now());

  const choice = await verifyChoice(deps, { ...command, merchant, at: moment.at });
  if (!choice.ok) return choice;
  const { agreed, token } = choice.value;
  const used = await usedBy(deps, merchant, token.id);
  if (used) return used;

  const id = deps.ids.plan(deps.now());
  const { said, partnerId } = await askToFund(deps.partners, merchant, agreed, id);
  if (said === "declined") return refuse({ code: "partner_declined" });
  if (said === "unavailable") return refuse({ code: "partner_unavailable", partner: agreed.partner.id });
  const decision = createPlan(agreed, { id, order_ref: command.orderRef, partner_answer: said }, moment);
  const facts = factsOf(choice.value, clock, moment, partnerId);
  return done({
    stored: {
      plan: decision.plan,
      facts,
      movements: [],
      version: 0,
      events: 0,
      head: { seq: 0, hash: GENESIS },
      clockAt: clock?.at ?? null,
    },
    decision,
    booked: [],
    facts,
    kind: "accept",
    ...moment,
    by: command.by,
    reference: null,
    consent: consentRow(choice.value),
    closeOn: closeOn(decision.plan),
    lookAt: said === "wait" ? formatInstant(deps.now() + LOOK_AFTER_MS) : null,
  });
}

/** How long after an open answer the partner is asked what became of it. */
const LOOK_AFTER_MS = 5_000;

async function usedBy({ plans }: AcceptDeps, merchant: string, quote: string): Promise<Result<never> | undefined> {
  const plan = await plans.byQuote(merchant, quote);
  return plan === undefined ? undefined : refuse({ code: "quote_used", plan });
}

const factsOf = (
  { agreed, token }: Choice,
  clock: TestClock | null,
  { at }: Moment,
  partnerId: FundingSaid["partnerId"],
): PlanFacts => ({
  quote: token.id,
  count: agreed.option.count,
  test_clock: clock?.id ?? null,
  created_at: at,
  partner_id: partnerId,
});

const consentRow = ({ agreed, compiled, consent }: Choice): NonNullable<PlanWrite["consent"]> => ({
  ...consent,
  reading_seconds: agreed.option.disclosure.acknowledgement.reading_seconds,
  catalogue_version: compiled.version,
  shown: agreed.option,
});
