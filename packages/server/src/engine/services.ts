import { type Instant, parseInstant } from "@fenqi/core/calendar";
import type { Component } from "./components.ts";
import type { PartnerWatch } from "./ports.ts";

/** What a shopper uses beside the ways to pay, and how it is now. */
export interface Service {
  readonly id: "checkout_quotes" | "payments_and_refunds";
  /** `disturbed`: some of it does not succeed now. */
  readonly state: "normal" | "disturbed";
  /** Since when it is disturbed. */
  readonly since: Instant | null;
}

/** What is known of trouble now. */
export interface KnownTrouble {
  /** Since when quotes were met that failed; null where none did. */
  readonly quotesFailingSince: Instant | null;
  /** Since when the store does not keep what it is asked to; null while it does. */
  readonly notRecordingSince: Instant | null;
  readonly watches: readonly PartnerWatch[];
  /** The ways that the catalogue has: what is watched beyond them is past. */
  readonly components: readonly Component[];
}

/**
 * The services of a store in shoppers' words, as they are now: what they were before is not recorded. Payments and refunds of
 * plans that exist are disturbed while nothing can be recorded, or while a connection did not answer when it was last asked:
 * what goes through it waits.
 */
export function servicesOf({ quotesFailingSince, notRecordingSince, watches, components }: KnownTrouble): Service[] {
  const stopped = watches
    .filter(({ partner, method, state }) => state === "open" && components.some(isWayOf(partner, method)))
    .map(({ since }) => since);
  return [
    service("checkout_quotes", quotesFailingSince === null ? [] : [quotesFailingSince]),
    service("payments_and_refunds", notRecordingSince === null ? stopped : [notRecordingSince, ...stopped]),
  ];
}

const isWayOf = (partner: string, method: string) => (component: Component) =>
  component.partner.id === partner && component.method === method;

function service(id: Service["id"], since: readonly Instant[]): Service {
  const [first] = since.toSorted((a, b) => parseInstant(a) - parseInstant(b));
  return first === undefined ? { id, state: "normal", since: null } : { id, state: "disturbed", since: first };
}
