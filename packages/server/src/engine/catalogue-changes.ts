import type { Catalogue } from "@fenqi/core/catalogue";
import type { MarketCeiling } from "@fenqi/core/cost";
import type { Offer } from "@fenqi/core/offer";
import { canonical } from "./canonical.ts";

export interface CatalogueChange {
  readonly kind: "partner" | "offer" | "explanation" | "calendar" | "ceiling" | "adjustment" | "merchant";
  readonly id: string;
  readonly change: "added" | "removed" | "changed";
  /** JSON pointers of the fields that differ, inside the thing. */
  readonly fields: readonly string[];
  /** A shopper could lose something by it: it removes, narrows, reprices or demotes. */
  readonly taken: boolean;
}

type Identified = { readonly id: string };

/** What differs between two catalogues, thing by thing. `before` undefined: everything is added. */
export function catalogueChanges(before: Catalogue | undefined, after: Catalogue): CatalogueChange[] {
  return [
    ...merchantChange(before, after),
    ...listChanges("partner", before?.partners, after.partners, () => false),
    ...listChanges("offer", before?.offers, after.offers, takesFromOffer),
    ...listChanges("explanation", before?.explanations, after.explanations, () => false),
    ...listChanges("calendar", before?.calendars, after.calendars ?? [], () => false),
    ...ceilingChanges(before, after),
    ...listChanges("adjustment", before?.adjustments, after.adjustments, () => true),
  ];
}

function merchantChange(before: Catalogue | undefined, after: Catalogue): CatalogueChange[] {
  if (!before) return [];
  const fields = differingFields(before.merchant, after.merchant);
  return fields.length === 0
    ? []
    : [{ kind: "merchant", id: after.merchant.id, change: "changed", fields, taken: false }];
}

function listChanges<T extends Identified>(
  kind: CatalogueChange["kind"],
  before: readonly T[] = [],
  after: readonly T[],
  takes: (before: T, after: T | undefined) => boolean,
): CatalogueChange[] {
  const old = new Map(before.map((thing) => [thing.id, thing]));
  const kept = new Set(after.map((thing) => thing.id));
  const removed = before
    .filter((thing) => !kept.has(thing.id))
    .map((thing) => ({ kind, id: thing.id, change: "removed" as const, fields: [], taken: takes(thing, undefined) }));
  const others = after.flatMap((thing): CatalogueChange[] => {
    const was = old.get(thing.id);
    if (!was) return [{ kind, id: thing.id, change: "added", fields: [], taken: kind === "adjustment" }];
    const fields = differingFields(was, thing);
    return fields.length === 0 ? [] : [{ kind, id: thing.id, change: "changed", fields, taken: takes(was, thing) }];
  });
  return [...removed, ...others];
}

function differingFields(before: object, after: object): string[] {
  const a = before as { [field: string]: unknown };
  const b = after as { [field: string]: unknown };
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((field) => canonical(a[field] ?? null) !== canonical(b[field] ?? null))
    .map((field) => `/${field}`);
}

/** What may change without taking anything from anybody; everything else needs an adjustment. */
const HARMLESS: { readonly [field in keyof Offer]?: (before: Offer, after: Offer) => boolean } = {
  title: () => true,
  markets: (before, after) => before.markets.every((market) => after.markets.includes(market)),
  channels: (before, after) => before.channels.every((channel) => after.channels.includes(channel)),
  prominence: (_, after) => (after.prominence ?? "normal") === "normal",
  valid: (_, after) => after.valid === undefined,
  conditions: (_, after) => after.conditions === undefined,
  quota: (_, after) => after.quota === undefined,
};

function takesFromOffer(before: Offer, after: Offer | undefined): boolean {
  if (!after) return true;
  return differingFields(before, after).some((pointer) => {
    const harmless = HARMLESS[pointer.slice(1) as keyof Offer];
    return !harmless?.(before, after);
  });
}

/** A ceiling that is new or stricter takes ways away, unless an adjustment told of it: one that came before this catalogue did. */
function ceilingChanges(before: Catalogue | undefined, after: Catalogue): CatalogueChange[] {
  const ceilings = after.ceilings ?? [];
  const tellers = new Map((before?.adjustments ?? []).map((one) => [one.id, one]));
  const isTold = ({ announced_by, market }: MarketCeiling) => {
    const teller = tellers.get(announced_by ?? "");
    return teller?.cause === "compliance" && (teller.scope.market ?? market) === market;
  };
  const told = new Set(ceilings.filter(isTold).map(({ id }) => id));
  return listChanges("ceiling", before?.ceilings, ceilings, isStricter).map((entry) => ({
    ...entry,
    taken: (entry.change === "added" || entry.taken) && !told.has(entry.id),
  }));
}

function isStricter(before: MarketCeiling, after: MarketCeiling | undefined): boolean {
  if (after === undefined) return false;
  return differingFields(before, after).some((pointer) => {
    if (pointer === "/max_ppm") return after.max_ppm < before.max_ppm;
    if (pointer === "/until") return after.until === undefined || (before.until ?? after.until) < after.until;
    return pointer !== "/source" && pointer !== "/announced_by";
  });
}
