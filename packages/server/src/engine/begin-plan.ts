import { formatInstant, type Instant, parseInstant } from "@fenqi/core/calendar";
import type { CompiledCatalogue } from "@fenqi/core/catalogue";
import { createPlan, fundingOf, type Moment } from "@fenqi/core/plan";
import type { AcceptDeps, AcceptPlan } from "./accept-plan.ts";
import { askToFund, fundingAsk } from "./ask-to-fund.ts";
import { GENESIS } from "./audit-chain.ts";
import { doneBy, momentAt } from "./change-plan.ts";
import { sealContact } from "./plan-contacts.ts";
import type { PlanFacts, PlanWrite, TestClock, TokenBody } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";
import { placeOf } from "./take-place.ts";
import { type Choice, verifyChoice } from "./verify-choice.ts";

/** How long after a plan was written down its partner is asked what became of it. */
const LOOK_AFTER_MS = 10_000;

/**
 * A plan as it is first written down. A partner's waits for the partner's answer, of which nothing is known yet; the store's
 * own book has answered.
 *
 * Refused where the choice does not hold, and where the partner cannot be asked now: nothing is written then.
 */
export async function beginPlan(
  deps: AcceptDeps,
  command: AcceptPlan,
  opened: { readonly body: TokenBody; readonly compiled: CompiledCatalogue },
): Promise<Result<PlanWrite>> {
  const { merchant } = command.once;
  const clock = command.testClock === undefined ? null : await deps.clocks.read(merchant, command.testClock);
  if (clock === undefined) return refuse({ code: "unknown_test_clock", clock: command.testClock! });
  const moment = momentAt(deps.live, merchant, clock ? parseInstant(clock.at) : deps.now());
  const choice = verifyChoice(deps, { ...command, merchant, at: moment.at }, opened);
  if (!choice.ok) return choice;

  const { agreed } = choice.value;
  const { option, partner, input } = agreed;
  const port = deps.partners.find(merchant, partner.id);
  if (!port || port.breaker(option.method) === "open") {
    return refuse({ code: "partner_unavailable", partner: partner.id });
  }
  if (command.mandate !== undefined && !port.collects) {
    return refuse({ code: "mandate_not_taken", partner: partner.id });
  }
  const contact = command.contact && sealContact(deps.vault, merchant, command.contact, "/contact");
  if (contact && !contact.ok) return contact;
  const id = deps.ids.plan(deps.now());
  const isOwn = fundingOf(partner) === "house";
  const ask = fundingAsk(id, { ...input, method: option.method, count: option.count });
  const { said, partnerId } = isOwn ? await askToFund(deps.partners, merchant, partner.id, ask) : NOT_ASKED;
  if (said === "declined" || said === "unavailable")
    return refuse({ code: "partner_unavailable", partner: partner.id });

  const decision = createPlan(agreed, { id, order_ref: command.orderRef, partner_answer: said }, moment);
  const place = placeOf({ ...deps, merchant }, agreed, opened.body);
  const facts = factsOf(
    choice.value,
    command,
    clock && { ...clock, begunAt: formatInstant(deps.now()) },
    moment,
    partnerId,
  );
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
    done: doneBy(deps, command.by),
    reference: null,
    consent: consentRow(choice.value),
    ...(place ? { place } : {}),
    ...(contact ? { contact: contact.value } : {}),
    lookAt: said === "wait" ? formatInstant(deps.now() + LOOK_AFTER_MS) : null,
  });
}

const NOT_ASKED = { said: "wait", partnerId: null } as const;

const factsOf = (
  { agreed, token }: Choice,
  { once, returnUrl, mandate }: AcceptPlan,
  clock: (TestClock & { readonly begunAt: Instant }) | null,
  { at }: Moment,
  partnerId: string | null,
): PlanFacts => ({
  quote: token.id,
  key: once.key,
  count: agreed.option.count,
  test_clock: clock?.id ?? null,
  created_at: at,
  ...(clock ? { begun_at: clock.begunAt } : {}),
  partner_id: partnerId,
  ...(returnUrl === undefined ? {} : { return_url: returnUrl }),
  ...(mandate === undefined ? {} : { mandate }),
});

const consentRow = ({ agreed, compiled, consent, readSeconds }: Choice): NonNullable<PlanWrite["consent"]> => ({
  ...consent,
  reading_seconds: readSeconds,
  catalogue_version: compiled.version,
  shown: agreed.option,
});
