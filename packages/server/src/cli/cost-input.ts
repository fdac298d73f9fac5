import { addInterval, type EpochDay, type Interval, isIsoDate, toEpochDay, toIsoDate } from "@fenqi/core/calendar";
import type { DueRule, LaidSchedule, Payments, ScheduleInput } from "@fenqi/core/schedule";
import { parseAmount, placesOf } from "./amount.ts";
import { Refused, Usage } from "./command.ts";
import { at, readDocument } from "./document.ts";
import { parseInterval } from "./interval.ts";

interface Flow {
  readonly on: string;
  readonly amount: number;
}

interface Flows {
  readonly currency: string;
  readonly interval: Interval;
  readonly flows: readonly Flow[];
}

export interface CostInput {
  readonly input: ScheduleInput;
  readonly schedule: Payments & Pick<LaidSchedule, "cost">;
}

/** A plan as its payments alone describe it: one sum received on the first day, the rest paid. */
export function costInput(
  file: string | undefined,
  values: { readonly flow?: readonly string[]; readonly currency?: string; readonly interval?: string },
): CostInput {
  if ((file === undefined) === (values.flow === undefined)) throw new Usage("Give a FILE or --flow.");
  const { currency, interval, flows } = file === undefined ? flowsOfFlags(values) : flowsOfFile(file, values);
  const days = flows.map(({ on, amount }) => ({ due: toEpochDay(on), amount })).sort((a, b) => a.due - b.due);
  const start = days[0]?.due ?? 0;
  const received = days.filter(({ amount }) => amount > 0);
  const paid = days.filter(({ amount }) => amount < 0);
  if (received.length === 0 || received.some(({ due }) => due !== start)) {
    throw new Refused("What the shopper receives comes on the first day, and is positive.");
  }
  if (!paid.some(({ due }) => due > start)) throw new Refused("Nothing is paid after the first day.");

  const amount = received.reduce((sum, flow) => sum + flow.amount, 0);
  const payments = paid.map((flow) => -flow.amount);
  const due = paid.map((flow) => flow.due);
  const later = due.filter((day) => day > start);
  const regular = later.every((day, index) => day === addInterval(start, interval, index + 1));
  return {
    schedule: { payments, days: due, cost: payments.reduce((sum, payment) => sum + payment, 0) - amount },
    input: {
      amount,
      currency,
      count: later.length,
      interval,
      start,
      terms: { repayment: "annuity", ...(regular ? {} : { due: ownDates(start, later) }) },
    },
  };
}

/**
 * The due rule of dates that don't follow the interval from the first day: the last payment's day is the contract's, and
 * every date counts as it is, as after a move off a holiday.
 */
function ownDates(start: EpochDay, later: readonly EpochDay[]): DueRule {
  return {
    first_after_days: later[0]! - start,
    anchor_day: Number(toIsoDate(later.at(-1)!).slice(8)),
    business_day: "following",
  };
}

function flowsOfFlags(values: {
  readonly flow?: readonly string[];
  readonly currency?: string;
  readonly interval?: string;
}): Flows {
  const currency = values.currency ?? "CNY";
  const flows = (values.flow ?? []).map((text): Flow => {
    const [on = "", amount = ""] = text.split(":");
    if (!isIsoDate(on))
      throw new Usage(`--flow is DATE:AMOUNT such as 2026-11-22:1000.00, not ${JSON.stringify(text)}.`);
    return { on, amount: parseAmount(amount, currency, "--flow") };
  });
  return { currency, interval: parseInterval(values.interval ?? "1month", "--interval"), flows };
}

function flowsOfFile(file: string, values: { readonly currency?: string; readonly interval?: string }): Flows {
  const document = readDocument(file);
  const refuse = (pointer: string, message: string) => {
    throw new Refused(at(file, document.locate(pointer), `${pointer || "/"} ${message}`));
  };
  const { value } = document;
  if (typeof value !== "object" || value === null) return refuse("", "holds no flows");
  const { currency = "CNY", interval = "1month", flows } = value as Record<string, unknown>;
  if (!Array.isArray(flows)) return refuse("/flows", "is a list of {on, amount}");
  flows.forEach((flow: unknown, index) => {
    const { on, amount } = (flow ?? {}) as { on?: unknown; amount?: unknown };
    if (typeof on !== "string" || !isIsoDate(on)) refuse(`/flows/${index}/on`, "is a date such as 2026-11-22");
    if (!Number.isSafeInteger(amount)) refuse(`/flows/${index}/amount`, "is a whole number of minor units");
  });
  const code = values.currency ?? String(currency);
  placesOf(code);
  return {
    currency: code,
    interval: parseInterval(values.interval ?? String(interval), values.interval ? "--interval" : "interval"),
    flows: flows as Flow[],
  };
}
