import { toEpochDay } from "../../calendar/index.ts";
import type { Method, PartnerKind } from "../../offer/index.ts";
import type { AgreedOption } from "../../quote/index.ts";
import { buildSchedule, type ScheduleInput, type Terms } from "../../schedule/index.ts";
import { type Acceptance, createPlan } from "../create-plan.ts";
import { decide, type PlanCommand } from "../decide.ts";
import type { Moment, Plan, PlanDecision } from "../types.ts";

export interface SampleAgreement {
  readonly terms: Terms;
  readonly amount?: number;
  readonly count?: number;
  readonly kind?: PartnerKind;
  readonly method?: Method;
  readonly start?: string;
  readonly currency?: string;
}

/** An option as a quote would agree it, without a catalogue around it. */
export function agreed(sample: SampleAgreement): AgreedOption {
  const { terms, amount = 499_900, count = 12, kind = "house", start = "2026-05-22", currency = "CNY" } = sample;
  const interval = { every: 1, unit: "month" } as const;
  return agreedFrom({ amount, currency, terms, count, interval, start: toEpochDay(start) }, kind, sample.method);
}

export function agreedFrom(
  input: ScheduleInput,
  kind: PartnerKind,
  method: Method = "store_instalments",
): AgreedOption {
  const schedule = input.terms.repayment === "issuer" ? undefined : buildSchedule(input);
  return {
    option: { method, priced_by: schedule === undefined ? "issuer" : "offer" } as AgreedOption["option"],
    offer: { id: "qinghe-12" } as AgreedOption["offer"],
    partner: { id: "qinghe", kind, name: { "zh-CN": "青禾消费金融", en: "Qinghe" } },
    terms_version: 6,
    regime: "cn",
    input,
    schedule,
  };
}

/** Noon in UTC of a day. */
export function on(today: string): Moment {
  return { at: `${today}T12:00:00.000Z`, today };
}

export function newPlan(sample: SampleAgreement, acceptance: Partial<Acceptance> = {}): Plan {
  const whole: Acceptance = { id: "pln_1", order_ref: "HT-1", partner_answer: "authorised", ...acceptance };
  return createPlan(agreed(sample), whole, on(sample.start ?? "2026-05-22")).plan;
}

/** The decision, which must not be a refusal. */
export function mustDecide(plan: Plan, command: PlanCommand, moment: Moment): PlanDecision {
  const decision = decide(plan, command, moment);
  if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.error)}`);
  return decision.value;
}

export function activePlan(sample: SampleAgreement): Plan {
  return mustDecide(newPlan(sample), { kind: "activate" }, on(sample.start ?? "2026-05-22")).plan;
}
