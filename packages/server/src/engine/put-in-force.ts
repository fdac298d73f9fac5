import { type Adjustment, dueOf, reachesOffer } from "@fenqi/core/adjustment";
import { formatInstant, type Instant, parseInstant } from "@fenqi/core/calendar";
import type { Catalogue } from "@fenqi/core/catalogue";
import type { Back } from "@fenqi/core/offer";
import { appendVersion, flawsOf } from "./next-version.ts";
import type { Change, Digest, VersionRecord } from "./ports.ts";
import { done, type Flaw, type Result, refuse } from "./refusals.ts";

/** When and by whom a version is made. */
export interface Making {
  readonly at: Instant;
  readonly by: string;
  readonly digest: Digest;
}

/** The merchant's next version, with this adjustment added, or in the place of its older form. */
export function putInForce(
  change: Change,
  { catalogue }: VersionRecord,
  adjustment: Adjustment,
  making: Making,
): Promise<Result<VersionRecord>> {
  const { next, own } = withAdjustment(catalogue, adjustment);
  const pointer = (flaw: Flaw) => ownPointer(flaw, own);
  return appendVersion(change, next, { ...making, code: "adjustment_unsound", pointer });
}

/** The merchant's next version without an adjustment that never began. */
export function takeOut(
  change: Change,
  { catalogue }: VersionRecord,
  id: string,
  making: Making,
): Promise<Result<VersionRecord>> {
  const adjustments = catalogue.adjustments.filter((other) => other.id !== id);
  const pointer = (flaw: Flaw) => flaw.pointer;
  return appendVersion(change, { ...catalogue, adjustments }, { ...making, code: "adjustment_unsound", pointer });
}

/** Whether an adjustment could come into force now: refused with every flaw. */
export function checkSound(catalogue: Catalogue, adjustment: Adjustment, nowMs: number): Result<Adjustment> {
  const reach = reachFlaw(adjustment, catalogue) ?? pastFlaw(adjustment.back, nowMs);
  if (reach) return refuse({ code: "adjustment_unsound", flaws: [reach] });
  const { next, own } = withAdjustment(catalogue, adjustment);
  const flaws = flawsOf(next, "").map((flaw) => ({ ...flaw, pointer: ownPointer(flaw, own) }));
  return flaws.length > 0 ? refuse({ code: "adjustment_unsound", flaws }) : done(adjustment);
}

function withAdjustment(catalogue: Catalogue, adjustment: Adjustment): { next: Catalogue; own: string } {
  const at = catalogue.adjustments.findIndex(({ id }) => id === adjustment.id);
  const place = at === -1 ? catalogue.adjustments.length : at;
  return {
    next: { ...catalogue, adjustments: catalogue.adjustments.toSpliced(place, 1, adjustment) },
    own: `/adjustments/${place}`,
  };
}

const ownPointer = ({ pointer }: Flaw, own: string): string =>
  pointer.startsWith(`${own}/`) ? pointer.slice(own.length) : pointer;

/** What is wrong with a promise about what is over already; undefined where it is about what is still to come. */
export function pastFlaw(back: Back, nowMs: number): Flaw | undefined {
  const due = dueOf(back);
  return due !== null && parseInstant(due) <= nowMs
    ? {
        pointer: "/back",
        code: "bad_order",
        detail: `a promise is about what is still to come; it is ${formatInstant(nowMs)}`,
      }
    : undefined;
}

/** An adjustment that touches nothing is a slip; a return before the start is one too. */
function reachFlaw({ scope, back, starts_at }: Adjustment, catalogue: Catalogue): Flaw | undefined {
  if (!catalogue.offers.some((offer) => reachesOffer(scope, offer))) {
    return { pointer: "/scope", code: "reaches_nothing", detail: "no offer of the catalogue is in this scope" };
  }
  const starts = parseInstant(starts_at);
  if (back.kind === "at" && parseInstant(back.at) <= starts) {
    return { pointer: "/back/at", code: "bad_order", detail: "it would be back before it starts" };
  }
  if (back.kind === "window" && parseInstant(back.from) <= starts) {
    return { pointer: "/back/from", code: "bad_order", detail: "it would be back before it starts" };
  }
  return undefined;
}
