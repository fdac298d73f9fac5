import { toIsoDate } from "../calendar/civil.ts";
import { laySchedule } from "./lay-schedule.ts";
import type { LaidSchedule, Schedule, ScheduleInput, ScheduleRow } from "./types.ts";

/**
 * The dated rows of a plan, and its price: {@link laySchedule} and {@link writeRows} together.
 *
 * Invariants: row totals sum to `amount + cost`; principals sum to `amount` (a lease without a buyout repays none);
 * the figures are those of {@link priceTerms}.
 * Throws when the input is not priceable: a caller's bug.
 * Source: docs/rules/schedules.md
 */
export function buildSchedule(input: ScheduleInput): Schedule {
  const laid = laySchedule(input);
  return { ...laid, rows: writeRows(laid) };
}

/** A laid schedule row by row, as it is shown and agreed. */
export function writeRows({ days, payments, columns }: LaidSchedule): ScheduleRow[] {
  const { first, owed, principal, interest, fee } = columns;
  const rows = new Array<ScheduleRow>(days.length);
  let outstanding = owed;
  for (let k = 0; k < rows.length; k++) {
    outstanding -= principal[k]!;
    rows[k] = {
      n: first + k,
      due_on: toIsoDate(days[k]!),
      principal: principal[k]!,
      interest: interest[k]!,
      fee: fee[k]!,
      total: payments[k]!,
      outstanding,
    };
  }
  return rows;
}
