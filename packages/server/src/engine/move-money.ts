import { formatInstant, parseInstant } from "@fenqi/core/calendar";
import { fundingAsk } from "./ask-to-fund.ts";
import type { PlanDeps } from "./change-plan.ts";
import { endMovement, type MovementEnd } from "./end-movement.ts";
import type {
  ClaimedMovement,
  Movement,
  MovementAsk,
  MovementStore,
  OpenState,
  PartnerAnswer,
  PartnerPort,
  Partners,
  PlanFacts,
  PlanMovement,
  StoredPlan,
} from "./ports.ts";

export interface MoveDeps extends PlanDeps {
  readonly partners: Partners;
  readonly movements: MovementStore;
  readonly failed: (error: unknown) => void;
}

/** Movements that are asked about in one round, and how many partners at once. */
const ROUND = 32;
/** Longer than the calls about one movement can take, retries included. */
export const LEASE_MS = 90_000;
/** An answer that did not come is asked for after this, then after twice as long each time. */
const AGAIN_MS = 2_000;
const LONGEST_MS = 30 * 60_000;
/** Three days: then what had no effect has failed. What may have had one is looked up for ever. */
const MOST_TRIES = 150;
/** Longest that a shopper who was sent to a partner's page can take to begin there. */
const BEGINS_WITHIN_MS = 35 * 60_000;
/** Whether a partner that does not know of a plan will not hear of it any more, by the world's clock. */
export const hasHadTime = ({ begun_at, created_at }: PlanFacts, nowMs: number): boolean =>
  nowMs - parseInstant(begun_at ?? created_at) > BEGINS_WITHIN_MS;

/** Not ended: the partner is asked again. */
interface PutOff {
  readonly state: OpenState;
  readonly fault: PlanMovement["fault"];
}

/**
 * Asks partners to move the money that decisions want moved. A movement carries one request of its own for every call, so
 * that it is made once however often it is asked; one that may have been made is looked up before it is asked again. Safe on
 * several workers at once. Returns how many have ended.
 */
export async function moveMoney(deps: MoveDeps): Promise<number> {
  const nowMs = deps.now();
  const claimed = await deps.movements.claim(formatInstant(nowMs), formatInstant(nowMs + LEASE_MS), ROUND);
  return moveClaimed(deps, claimed);
}

/** Asks about movements that this worker holds, all at once. Returns how many have ended. */
export async function moveClaimed(deps: MoveDeps, claimed: readonly ClaimedMovement[]): Promise<number> {
  const ended = await Promise.all(
    claimed.map((each) =>
      moveOne(deps, each).catch((error) => {
        deps.failed(error);
        return false;
      }),
    ),
  );
  return ended.filter(Boolean).length;
}

async function moveOne(deps: MoveDeps, claimed: ClaimedMovement): Promise<boolean> {
  const { merchant, plan, n, tries } = claimed;
  const { found } = await deps.plans.read(merchant, plan);
  const movement = found?.movements[n - 1];
  if (!found || !movement || movement.ended_at !== null) return false;
  const outcome = await askPartner(deps, claimed, found, movement);
  if (outcome.state === "done" || outcome.state === "failed") return endMovement(deps, merchant, plan, n, outcome);
  if (outcome.state === "wanted" && tries >= MOST_TRIES) {
    return endMovement(deps, merchant, plan, n, { state: "failed", fault: outcome.fault, partnerId: null });
  }
  const wait = Math.min(LONGEST_MS, AGAIN_MS * 2 ** Math.min(tries - 1, 20));
  await deps.movements.putOff(claimed, outcome.state, outcome.fault, formatInstant(deps.now() + wait));
  return false;
}

type Outcome = MovementEnd | PutOff;

async function askPartner(
  deps: MoveDeps,
  { merchant, before }: ClaimedMovement,
  { plan, facts }: StoredPlan,
  { kind, request, amount }: PlanMovement,
): Promise<Outcome> {
  const port = deps.partners.find(merchant, plan.partner);
  const again: PutOff = { state: before, fault: null };
  if (!port) return again;
  const funding = fundingAsk(plan.id, { ...plan, count: facts.count });
  const isLate = hasHadTime(facts, deps.now());
  let partnerId = facts.partner_id;
  if (partnerId === null) {
    // Nobody has said what it is called there: it may never have arrived.
    const held = await port.lookUp(funding);
    if (held.kind !== "answered") return { ...again, fault: held.fault };
    if (held.value?.state === "declined" || (!held.value && isLate)) return kind === "collect" ? NOT_TAKEN : LET_GO;
    if (!held.value) return again;
    partnerId = held.value.partnerId;
  }
  const { mandate } = facts;
  const of = kind === "collect" && mandate !== undefined ? { mandate } : {};
  const ask: MovementAsk = { kind, funding: { ...funding, partnerId }, partnerId, request, amount, ...of };
  if (before !== "wanted") {
    const seen = await port.lookUpMovement(ask);
    if (seen.kind !== "answered") return { ...again, fault: seen.fault };
    if (seen.value) return outcomeOf(seen.value);
  }
  const answer = await port[kind](ask);
  if (answer.kind === "answered") return outcomeOf(answer.value);
  if (answer.kind === "unclear") return { state: "unclear", fault: answer.fault };
  return answer.fault === "refused" ? whyRefused(port, ask) : { state: "wanted", fault: answer.fault };
}

/** Nothing is held at the partner. */
const LET_GO: MovementEnd = { state: "done", fault: null, partnerId: null };

/** There is nobody there to take it from. */
const NOT_TAKEN: MovementEnd = { state: "failed", fault: "refused", partnerId: null };

const outcomeOf = ({ state, partnerId }: Movement): Outcome => {
  if (state === "done") return { state: "done", fault: null, partnerId };
  return state === "declined" ? { state: "failed", fault: "declined", partnerId } : { state: "asked", fault: null };
};

/** A partner refuses what is done already, what it holds nothing for, and what it will never do. */
async function whyRefused(port: PartnerPort, ask: MovementAsk): Promise<Outcome> {
  const seen = await port.lookUpMovement(ask);
  if (seen.kind !== "answered") return { state: "unclear", fault: "refused" };
  if (seen.value) return outcomeOf(seen.value);
  if (ask.kind === "cancel") {
    const held: PartnerAnswer<{ readonly state: string } | undefined> = await port.lookUp(ask.funding);
    if (held.kind === "answered" && (!held.value || held.value.state === "declined")) return LET_GO;
    if (held.kind !== "answered" || held.value?.state === "pending") return { state: "wanted", fault: "refused" };
  }
  return { state: "failed", fault: "refused", partnerId: null };
}
