import type { CompiledCatalogue } from "@fenqi/core/catalogue";
import { type Change, fundingOf } from "@fenqi/core/plan";
import { answerPlan } from "./answer-plan.ts";
import { askToFund, fundingAsk } from "./ask-to-fund.ts";
import { beginPlan } from "./begin-plan.ts";
import { after, type ChangedPlan, momentOf, type PlanDeps } from "./change-plan.ts";
import { isEnded, letGoOfLateYes } from "./let-go.ts";
import type { ContactGiven } from "./plan-contacts.ts";
import type {
  ClockStore,
  Ids,
  Once,
  OnceOutcome,
  Partners,
  PlanWrite,
  Remembered,
  StoredPlan,
  Vault,
} from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import { openToken } from "./replay-quote.ts";
import { refuseFull } from "./take-place.ts";
import type { ChoiceDeps, Consent } from "./verify-choice.ts";

export interface AcceptDeps extends PlanDeps, ChoiceDeps {
  readonly partners: Partners;
  readonly clocks: ClockStore;
  readonly ids: Ids;
  readonly vault: Vault;
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
  /** Where the partner sends the shopper back to. */
  readonly returnUrl?: string;
  /** The shopper's standing permission to take each payment on its day. */
  readonly mandate?: string;
  /** Whom to tell of the plan; nobody where absent. */
  readonly contact?: ContactGiven;
  readonly answer: (changed: ChangedPlan) => Remembered;
}

/** The key's claim, with what it is for. */
interface Attempt extends AcceptPlan {
  readonly attempt: string;
}

type Accepted = Result<{ readonly changed: ChangedPlan; readonly remembered: Remembered }>;

/**
 * Makes a plan from an option that was chosen, at most once per key: the choice is checked again, the plan is written down as
 * waiting for its partner, the partner is asked to authorise, and its answer is kept with the answer to the caller.
 *
 * Whenever it is broken off, the plan that waits is what is left: the resolver asks the partner what became of it, and the
 * same request goes on from there. A partner that says neither yes nor no leaves it waiting, never approved. A refusal frees
 * the key. The store's own book is asked first, and its plan is written once, together with its key.
 */
export async function acceptPlan(deps: AcceptDeps, command: AcceptPlan): Promise<OnceOutcome<Result<ChangedPlan>>> {
  return (await acceptOwn(deps, command)) ?? acceptClaimed(deps, command);
}

/**
 * A plan of the store's own book: nobody else is asked anything, so nobody needs to know that an attempt runs, and plan, key
 * and answer are kept in one statement. Undefined where anything stands in its way, and nothing was done: an attempt that
 * has claimed the key finds out what.
 */
async function acceptOwn(deps: AcceptDeps, command: AcceptPlan): Promise<OnceOutcome<Result<ChangedPlan>> | undefined> {
  const { once } = command;
  const { merchant } = once;
  if (!deps.live.of(merchant)) return undefined;
  const opened = await openToken(deps, merchant, command.quoteToken, "/quote_token");
  if (!opened.ok || !isOwn(opened.value, command.option)) return undefined;
  if (await deps.plans.isAnswered(once, opened.value.body.id)) return undefined;

  const begun = await beginPlan(deps, command, opened.value);
  if (!begun.ok) return { kind: "refused", value: begun };
  const write = begun.value;
  if (isWaiting(write)) return undefined;
  const { changed, remembered } = answered(command, write);
  const kept = await deps.plans.commit(merchant, [write], { once, attempt: null, remembered });
  return typeof kept === "string" || kept.length === 0 ? undefined : { kind: "done", value: done(changed), remembered };
}

/** Whether an option, of those that a catalogue has, is of the store's own book. */
function isOwn({ compiled }: { readonly compiled: CompiledCatalogue }, option: string): boolean {
  const { offers, partners } = compiled.catalogue;
  const offer = offers.find(({ id }) => id === option);
  const partner = partners.find(({ id }) => id === offer?.partner);
  return partner !== undefined && fundingOf(partner) === "house";
}

const isWaiting = ({ decision }: PlanWrite): boolean => decision.plan.state === "pending_partner";

/** A plan as it is written down, and its answer. */
function answered({ answer }: AcceptPlan, write: PlanWrite) {
  const { decision } = write;
  const changed = { stored: after(write.stored, decision), moment: write, changes: decision.changes };
  return { changed, remembered: answer(changed) };
}

async function acceptClaimed(deps: AcceptDeps, command: AcceptPlan): Promise<OnceOutcome<Result<ChangedPlan>>> {
  const { once } = command;
  const attempt = deps.ids.secret();
  const claim = await deps.plans.claim(once, attempt);
  if (claim.kind !== "claimed") return claim;
  try {
    const accepted = await accept(deps, { ...command, attempt });
    if (accepted.ok)
      return { kind: "done", value: done(accepted.value.changed), remembered: accepted.value.remembered };
    await deps.plans.release(once, attempt);
    return { kind: "refused", value: accepted };
  } catch (error) {
    await deps.plans.release(once, attempt);
    throw error;
  }
}

async function accept(deps: AcceptDeps, command: Attempt): Promise<Accepted> {
  const { merchant, key } = command.once;
  if (!deps.live.of(merchant)) return refuse({ code: "catalogue_missing" });
  const opened = await openToken(deps, merchant, command.quoteToken, "/quote_token");
  if (!opened.ok) return opened;
  const quote = opened.value.body.id;
  const before = await planOf(deps, merchant, quote);
  if (before)
    return before.facts.key === key
      ? goOn(deps, command, before)
      : refuse({ code: "quote_used", plan: before.plan.id });

  const begun = await beginPlan(deps, command, opened.value);
  if (!begun.ok) return begun;
  const write = begun.value;
  const waits = isWaiting(write);
  const { changed, remembered } = answered(command, write);
  const kept = await deps.plans.commit(merchant, [write], waits ? undefined : { ...command, remembered });
  if (kept === "key_taken") throw new Error("another attempt has taken the idempotency key over");
  if (kept === "erased") return refuse({ code: "gone" });
  if (kept === "full") {
    const full = await refuseFull(deps, merchant, opened.value.body, command.option, write.at);
    return full ?? accept(deps, command);
  }
  if (kept.length === 0) {
    const other = await planOf(deps, merchant, quote);
    return other ? refuse({ code: "quote_used", plan: other.plan.id }) : accept(deps, command);
  }
  if (!waits) return done({ changed, remembered });
  const { found } = await deps.plans.read(merchant, write.decision.plan.id);
  return askAndAnswer(deps, command, found!, write.decision.changes);
}

async function planOf({ plans }: AcceptDeps, merchant: string, quote: string): Promise<StoredPlan | undefined> {
  const id = await plans.byQuote(merchant, quote);
  return id === undefined ? undefined : (await plans.read(merchant, id)).found;
}

/** The same request again, after it was broken off. */
function goOn(deps: AcceptDeps, command: Attempt, found: StoredPlan): Promise<Accepted> {
  return found.plan.state === "pending_partner" ? askAndAnswer(deps, command, found, []) : tell(deps, command, found);
}

/** Answers with a plan as it stands: somebody else has kept the partner's word meanwhile. */
async function tell(deps: AcceptDeps, { once, attempt, answer }: Attempt, found: StoredPlan): Promise<Accepted> {
  const changed = { stored: found, moment: momentOf(deps, once.merchant, found), changes: [] };
  const remembered = answer(changed);
  await deps.plans.bind({ once, attempt, remembered });
  return done({ changed, remembered });
}

async function askAndAnswer(
  deps: AcceptDeps,
  command: Attempt,
  waiting: StoredPlan,
  begun: readonly Change[],
): Promise<Accepted> {
  const { merchant } = command.once;
  const { plan, facts } = waiting;
  const said = await askToFund(deps.partners, merchant, plan.partner, fundingAsk(plan.id, { ...plan, ...facts }));
  const isRefused = said.said === "declined" || said.said === "unavailable";
  let found: StoredPlan | undefined = waiting;
  while (found?.plan.state === "pending_partner") {
    const write: PlanWrite = answerPlan(deps, merchant, found, said, command.by);
    const changed = {
      stored: { ...after(found, write.decision, write.movements), facts: write.facts },
      moment: write,
      changes: [...begun, ...write.decision.changes],
    };
    const remembered = command.answer(changed);
    const kept = await deps.plans.commit(merchant, [write], isRefused ? undefined : { ...command, remembered });
    if (kept === "key_taken") throw new Error("another attempt has taken the idempotency key over");
    if (kept.length === 1) return isRefused ? refusedBy(said.said, plan.partner) : done({ changed, remembered });
    ({ found } = await deps.plans.read(merchant, plan.id));
  }
  if (!found) throw new Error(`plan ${plan.id} is gone, though plans are never deleted`);
  if (!isEnded(found)) return tell(deps, command, found);
  if (said.said === "authorised") await letGoOfLateYes(deps, merchant, plan.partner, plan.id);
  return refusedBy("declined", plan.partner);
}

const refusedBy = (said: "declined" | "unavailable" | string, partner: string): Result<never> =>
  said === "unavailable" ? refuse({ code: "partner_unavailable", partner }) : refuse({ code: "partner_declined" });
