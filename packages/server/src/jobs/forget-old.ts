import { formatInstant, type Instant } from "@fenqi/core/calendar";
import type { ChangeStore, Clock, OutboxStore, ShopperStore, UserStore } from "../engine/ports.ts";
import { eachWhile } from "./each-while.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Idempotency keys; at least a day is promised. */
const KEYS_MS = 2 * DAY_MS;
/** Messages that were sent or given up, without their address, to answer "what did you send?". */
const MESSAGES_MS = 90 * DAY_MS;
/** Sessions and invitations after their end: where somebody was signed in is known for as long. */
const SESSIONS_MS = 30 * DAY_MS;
/** Quotes, and whose an ended plan was: as long as a trade can be argued over. Source: E-Commerce Law of China, article 31. */
const TRADED_DAYS = 3 * 366;
/** What partners told, and what sandbox channels kept: far longer than anything is told again. */
const TOLD_MS = 90 * DAY_MS;

export interface ForgetDeps {
  readonly changes: Pick<ChangeStore, "forgetBefore">;
  readonly outbox: Pick<OutboxStore, "forgetDone">;
  readonly users: Pick<UserStore, "forgetEnded">;
  readonly shoppers: Pick<ShopperStore, "forget">;
  readonly now: Clock;
  readonly failed: (error: unknown) => void;
}

/** Forgets each hour what was kept for long enough. Returns how to stop. */
export function forgetOld({ changes, outbox, users, shoppers, now, failed }: ForgetDeps): () => Promise<void> {
  const before = (ms: number): Instant => formatInstant(now() - ms);
  const stops = [
    eachWhile(HOUR_MS, () => changes.forgetBefore(before(KEYS_MS)), failed),
    eachWhile(HOUR_MS, () => outbox.forgetDone(before(MESSAGES_MS)), failed),
    eachWhile(HOUR_MS, () => users.forgetEnded(before(SESSIONS_MS), before(DAY_MS)), failed),
    eachWhile(
      HOUR_MS,
      () =>
        shoppers.forget({
          quotes: before(TRADED_DAYS * DAY_MS),
          plans: { at: before(0), days: TRADED_DAYS },
          callbacks: before(TOLD_MS),
        }),
      failed,
    ),
  ];
  return async () => void (await Promise.all(stops.map((stop) => stop())));
}
