import type { Adjustment } from "@fenqi/core/adjustment";
import { formatInstant } from "@fenqi/core/calendar";
import type { AnnouncementStore, Clock, PartnerStore, PartnerWatch, PromisesMade, ToldStep } from "./ports.ts";

/** What the store remembers beyond the catalogue in force. */
export interface Told {
  /** Lifted within the days that are shown. */
  readonly past: readonly Adjustment[];
  readonly steps: readonly ToldStep[];
  readonly promises: readonly PromisesMade[];
  /** How each connection answered when it was last asked. */
  readonly watches: readonly PartnerWatch[];
}

export interface ToldRecord {
  /**
   * What stands in the store beside version `seq` of the catalogue, at most a second old; the last known where the store
   * does not answer.
   */
  of(merchant: string, seq: number): Promise<Told>;
  /** Makes the next question ask the store. */
  forget(merchant: string): void;
}

/** Days that the public record reaches back. */
export const TOLD_DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;
/** However many read the status page, the store is asked once in so long. */
const FRESH_MS = 1_000;
/** A store that does not answer is not waited for: the page must stand when it is down. */
const PATIENCE_MS = 2_000;

const NOTHING: Told = { past: [], steps: [], promises: [], watches: [] };

export function toldRecord(store: AnnouncementStore, connections: Pick<PartnerStore, "list">, now: Clock): ToldRecord {
  const known = new Map<string, { readonly told: Told; readonly askedMs: number; readonly seq: number }>();
  const asking = new Map<string, Promise<Told>>();

  const ask = async (merchant: string, seq: number): Promise<Told> => {
    const askedMs = performance.now();
    const since = formatInstant(now() - TOLD_DAYS * DAY_MS);
    const [past, steps, promises, watches] = await Promise.all([
      store.liftedSince(merchant, since),
      store.stepsSince(merchant, since),
      store.promisesSince(merchant, since),
      connections.list(merchant),
    ]);
    const told = { past, steps, promises, watches };
    known.set(merchant, { told, askedMs, seq });
    return told;
  };

  return {
    async of(merchant, seq) {
      const last = known.get(merchant);
      if (last?.seq === seq && performance.now() - last.askedMs < FRESH_MS) return last.told;
      const question = `${merchant} ${seq}`;
      const asked = asking.get(question) ?? ask(merchant, seq).finally(() => asking.delete(question));
      asking.set(question, asked);
      const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS, undefined).unref());
      return (await Promise.race([asked.catch(() => undefined), late])) ?? last?.told ?? NOTHING;
    },
    forget: (merchant) => void known.delete(merchant),
  };
}
