import { formatInstant } from "@fenqi/core/calendar";
import { type ChangeCommand, type ChangeDeps, changeOnce } from "./change-once.ts";
import { readInstant } from "./known-times.ts";
import type { OnceOutcome, TestClock } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface CreateTestClock extends ChangeCommand<TestClock> {
  readonly at: string;
}

/** Makes a clock of its own for plans; it stands at `at` until it is advanced. */
export async function createTestClock(
  deps: ChangeDeps,
  command: CreateTestClock,
): Promise<OnceOutcome<Result<TestClock>>> {
  return changeOnce(deps, command, async (change) => {
    const at = readInstant(command.at);
    if (at === undefined) return refuse({ code: "invalid_date", pointer: "/at" });
    const now = deps.now();
    const clock = { id: deps.ids.testClock(now), at };
    const entry = { stream: "test_clocks", action: "test_clock.create", subject: clock.id, after: clock };
    await change.insertTestClock(clock, { at: formatInstant(now), by: command.by });
    await change.audit({ ...entry, by: command.by, at: formatInstant(now) });
    return done(clock);
  });
}
