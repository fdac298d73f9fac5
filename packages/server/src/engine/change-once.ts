import type { LiveCatalogues } from "./live-catalogues.ts";
import type { Change, ChangeStore, Clock, Digest, Effect, Ids, Once, OnceOutcome, Remembered } from "./ports.ts";
import type { Result } from "./refusals.ts";

export interface ChangeDeps {
  readonly changes: ChangeStore;
  readonly live: LiveCatalogues;
  readonly now: Clock;
  readonly ids: Ids;
  readonly digest: Digest;
}

/** A change, who makes it, and how its answer is written. */
export interface ChangeCommand<T> {
  readonly once: Once;
  /** The person who asks. */
  readonly by: string;
  readonly answer: (value: T) => Remembered;
}

/**
 * Makes a change at most once per key. A refusal binds nothing: the key is free again and no trace is left.
 * When it returns, this process already quotes from what was changed.
 */
export async function changeOnce<T>(
  deps: ChangeDeps,
  { once, answer }: ChangeCommand<T>,
  work: (change: Change) => Promise<Result<T>>,
): Promise<OnceOutcome<Result<T>>> {
  const outcome = await deps.changes.runOnce(once, async (change): Promise<Effect<Result<T>>> => {
    const result = await work(change);
    return result.ok ? { value: result, remember: answer(result.value) } : { value: result };
  });
  if (outcome.kind === "done") await deps.live.load(once.merchant);
  return outcome;
}
