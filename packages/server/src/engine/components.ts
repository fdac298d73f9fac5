import type { Catalogue } from "@fenqi/core/catalogue";
import type { Words } from "@fenqi/core/explanation";
import type { Method } from "@fenqi/core/offer";
import { closes, countsOf, partnerOf } from "./announcements.ts";

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
  readonly state: "normal" | "partly_paused" | "paused";
  readonly paused_counts: readonly number[];
  /** Ids of the adjustments that close a part of it now. */
  readonly adjustments: readonly string[];
}

/** Every partner × method of the catalogue, in its order, with what is closed at `now`. */
export function componentsOf(catalogue: Catalogue, nowMs: number): Component[] {
  const groups = Map.groupBy(catalogue.offers, ({ partner, method }) => `${partner} ${method}`);
  return [...groups.values()].map((offers) => {
    const closing = catalogue.adjustments.filter((one) => offers.some((offer) => closes(one, offer, nowMs)));
    const paused = offers.filter((offer) => closing.some((one) => closes(one, offer, nowMs)));
    return {
      id: componentId(offers[0]!),
      partner: partnerOf(catalogue, offers[0]!.partner),
      method: offers[0]!.method,
      counts: countsOf(offers),
      state: paused.length === 0 ? "normal" : paused.length === offers.length ? "paused" : "partly_paused",
      paused_counts: countsOf(paused),
      adjustments: closing.map(({ id }) => id),
    };
  });
}

/** `shibei.wallet_instalments` */
export const componentId = ({ partner, method }: { readonly partner: string; readonly method: Method }): string =>
  `${partner}.${method}`;
