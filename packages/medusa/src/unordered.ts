import { type Deps, letGo } from "./authorise.ts";

import { readReference } from "./session.ts";
import type { Plan } from "./standing.ts";

/** What a shop has of the payment sessions that plans were made for, by their ids. */
export interface ShopRecords {
  /** Of these payment collections, those that are this shop's: of others nothing is known, and their plans are left alone. */
  readonly collections: ReadonlySet<string>;
  /** Of these sessions, those that have not been deleted. */
  readonly sessions: ReadonlySet<string>;
  /** Of these payment collections, those of a cart that no order has come of. */
  readonly unordered: ReadonlySet<string>;
}

export type LookUp = (named: {
  readonly collections: readonly string[];
  readonly sessions: readonly string[];
}) => Promise<ShopRecords>;

const HOUR_MS = 3_600_000;
/** As long a cart may still become an order: its shopper is on the partner's page, or tries once more. */
const STILL_ORDERED_MS = 24 * HOUR_MS;
/** What is older was looked at before. */
const LOOKED_BACK_MS = 7 * 24 * HOUR_MS;

/**
 * Cancels plans that have not begun and that nothing will be ordered by: their session was deleted while they were made, or their cart has
 * become no order within a day. So nobody owes for what they did not get, whichever answer was lost and whenever the shop stopped.
 * Returns the ids of those that it has cancelled; throws AggregateError, after all of them, where some could not be.
 */
export async function letGoOfUnordered({ fenqi, now }: Deps, lookUp: LookUp): Promise<readonly string[]> {
  const ended: string[] = [];
  const failed: unknown[] = [];
  for (const state of ["pending_partner", "accepted"] as const) {
    const recent: Plan[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await fenqi.plans({ state, sort: "-created", limit: "100", ...(cursor && { cursor }) });
      const young = page.items.filter(({ created_at }) => now() - Date.parse(created_at) < LOOKED_BACK_MS);
      recent.push(...young);
      cursor = young.length < page.items.length ? null : page.next_cursor;
    } while (cursor);
    for (const plan of await unorderedOf(recent, lookUp, now())) {
      try {
        await letGo(fenqi, plan.id);
        ended.push(plan.id);
      } catch (error) {
        failed.push(error);
      }
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} unordered plans could not be cancelled`);
  return ended;
}

async function unorderedOf(plans: readonly Plan[], lookUp: LookUp, nowMs: number): Promise<readonly Plan[]> {
  const ours = plans.flatMap((plan) => {
    const { collection, session } = readReference(plan.order_ref) ?? {};
    return collection === undefined || session === undefined ? [] : [{ plan, collection, session }];
  });
  if (ours.length === 0) return [];
  const found = await lookUp({
    collections: ours.map(({ collection }) => collection),
    sessions: ours.map(({ session }) => session),
  });
  return ours
    .filter(({ plan, collection, session }) => {
      if (!found.collections.has(collection)) return false;
      if (!found.sessions.has(session)) return true;
      return found.unordered.has(collection) && nowMs - Date.parse(plan.created_at) > STILL_ORDERED_MS;
    })
    .map(({ plan }) => plan);
}
