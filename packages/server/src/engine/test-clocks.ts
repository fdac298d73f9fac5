import { formatInstant } from "@fenqi/core/calendar";
import { type ChangeCommand, type ChangeDeps, changeOnce } from "./change-once.ts";
import { readInstant } from "./known-times.ts";
import { advanceClock, type ClockDeps } from "./live-days.ts";
import type { Ids, Once, OnceOutcome, Remembered, TestClock } from "./ports.ts";
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

export interface AdvanceTestClock {
  readonly once: Once;
  readonly id: string;
  readonly to: string;
  readonly answer: (clock: TestClock) => Remembered;
}

/** Moves a clock on and lives its plans' days on the way. A key's second try goes on where the first was broken off. */
export async function advanceTestClock(
  deps: ClockDeps & { readonly ids: Ids },
  { once, id, to, answer }: AdvanceTestClock,
): Promise<OnceOutcome<Result<TestClock>>> {
  const attempt = deps.ids.secret();
  const claim = await deps.plans.claim(once, attempt);
  if (claim.kind !== "claimed") return claim;
  try {
    const moved = await advanced(deps, once.merchant, id, to);
    if (moved.ok) {
      const remembered = answer(moved.value);
      await deps.plans.bind({ once, attempt, remembered });
      return { kind: "done", value: moved, remembered };
    }
    await deps.plans.release(once, attempt);
    return { kind: "refused", value: moved };
  } catch (error) {
    await deps.plans.release(once, attempt);
    throw error;
  }
}

async function advanced(deps: ClockDeps, merchant: string, id: string, asked: string): Promise<Result<TestClock>> {
  const to = readInstant(asked);
  if (to === undefined) return refuse({ code: "invalid_date", pointer: "/to" });
  const clock = await deps.clocks.read(merchant, id);
  if (!clock) return refuse({ code: "not_found" });
  if (to < clock.at) return refuse({ code: "clock_backwards", at: clock.at });
  if (!deps.live.of(merchant)) return refuse({ code: "catalogue_missing" });
  const moved = await advanceClock(deps, merchant, id, to);
  return moved
    ? done({ id, at: to })
    : refuse({ code: "clock_backwards", at: (await deps.clocks.read(merchant, id))!.at });
}
