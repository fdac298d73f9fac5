import type { Interval } from "@fenqi/core/calendar";
import type { Catalogue } from "@fenqi/core/catalogue";
import type { Words } from "@fenqi/core/explanation";
import type { Method } from "@fenqi/core/offer";
import { closes, commonInterval, countsOf, partnerOf } from "./announcements.ts";

export interface NamedPartner {
  readonly id: string;
  readonly name: Words;
}

/** A partner's method as shoppers know it, and how it is now. */
export interface Component {
  /** What a subscription names. */
  readonly id: string;
  readonly partner: NamedPartner;
  readonly method: Method;
  readonly counts: readonly number[];
  /** Null where it differs between them. */
  readonly interval: Interval | null;
  readonly state: "normal" | "partly_paused" | "paused";
  readonly paused_counts: readonly number[];
  /** Ids of the adjustments that close a part of it now. */
  readonly adjustments: readonly string[];
}

/**
 * Every partner × method of the catalogue, in its order, with what is closed at `now`. An offer withdrawn for good is no pause:
 * it is no part of the component any more, unless it was all of it.
 */
export function componentsOf(catalogue: Catalogue, nowMs: number): Component[] {
  const groups = Map.groupBy(catalogue.offers, ({ partner, method }) => `${partner} ${method}`);
  return [...groups.values()].map((offers) => {
    const closing = catalogue.adjustments.filter((one) => offers.some((offer) => closes(one, offer, nowMs)));
    const gone = closing.filter(({ kind }) => kind === "withdraw");
    const kept = offers.filter((offer) => !gone.some((one) => closes(one, offer, nowMs)));
    const shown = kept.length > 0 ? kept : offers;
    const paused = shown.filter((offer) => closing.some((one) => closes(one, offer, nowMs)));
    return {
      id: componentId(offers[0]!),
      partner: partnerOf(catalogue, offers[0]!.partner),
      method: offers[0]!.method,
      counts: countsOf(shown),
      interval: commonInterval(shown),
      state: paused.length === 0 ? "normal" : paused.length === shown.length ? "paused" : "partly_paused",
      paused_counts: countsOf(paused),
      adjustments: closing.map(({ id }) => id),
    };
  });
}

/** `shibei.wallet_instalments` */
export const componentId = ({ partner, method }: { readonly partner: string; readonly method: Method }): string =>
  `${partner}.${method}`;
