import { type Adjustment, type AdjustmentCause, reachesOffer, type Scope } from "@fenqi/core/adjustment";
import { formatInstant, type Instant, parseInstant } from "@fenqi/core/calendar";
import type { Catalogue } from "@fenqi/core/catalogue";
import type { Words } from "@fenqi/core/explanation";
import type { Back, Conditions } from "@fenqi/core/offer";
import type { Terms } from "@fenqi/core/schedule";
import { type ChangeCommand, type ChangeDeps, changeOnce } from "./change-once.ts";
import { readInstant } from "./known-times.ts";
import { appendVersion } from "./next-version.ts";
import type { AdjustmentRow, OnceOutcome } from "./ports.ts";
import { done, type Flaw, type Result, refuse } from "./refusals.ts";

/** What is asked for. Shape and required words were checked at the edge. */
export interface AdjustmentDraft {
  readonly kind: "suspend" | "restrict" | "reprice" | "demote" | "withdraw";
  readonly cause: AdjustmentCause;
  readonly scope: Scope;
  /** Now, where absent. */
  readonly starts_at?: Instant;
  readonly back: Back;
  readonly explanation: Words;
  readonly alternatives?: "auto" | readonly string[];
  readonly compensation?: Adjustment["compensation"];
  readonly restrict?: Conditions;
  readonly terms?: Terms;
}

export interface CreateAdjustment extends ChangeCommand<AdjustmentRow> {
  readonly draft: AdjustmentDraft;
}

/** Puts an adjustment in force, or schedules it, as the next version of the catalogue. */
export function createAdjustment(
  deps: ChangeDeps,
  command: CreateAdjustment,
): Promise<OnceOutcome<Result<AdjustmentRow>>> {
  return changeOnce(deps, command, async (change) => {
    const now = deps.now();
    const dated = withDates(command.draft, now);
    if (!dated.ok) return dated;

    const newest = await change.newest();
    if (!newest) return refuse({ code: "catalogue_missing" });
    const adjustment = toAdjustment(deps.ids.adjustment(now), dated.value);
    const flaw = reachFlaw(adjustment, newest.catalogue);
    if (flaw) return refuse({ code: "adjustment_unsound", flaws: [flaw] });

    const at = formatInstant(now);
    const adjustments = [...newest.catalogue.adjustments, adjustment];
    const own = `/adjustments/${adjustments.length - 1}`;
    const version = await appendVersion(
      change,
      { ...newest.catalogue, adjustments },
      {
        at,
        by: command.by,
        digest: deps.digest,
        code: "adjustment_unsound",
        pointer: ({ pointer }) => (pointer.startsWith(own) ? pointer.slice(own.length) : pointer),
      },
    );
    if (!version.ok) return version;

    const row: AdjustmentRow = {
      adjustment,
      state: parseInstant(adjustment.starts_at) > now ? "scheduled" : "active",
      createdAt: at,
      createdBy: command.by,
      catalogueVersion: version.value.version,
    };
    await change.saveAdjustment(row, "create", at, command.by);
    return done(row);
  });
}

type Dated = AdjustmentDraft & { readonly starts_at: Instant };

/** The draft with every instant in one form; refused where one does not exist. */
function withDates(draft: AdjustmentDraft, now: number): Result<Dated> {
  const wrong: string[] = [];
  const read = (instant: Instant, pointer: string): Instant => {
    const known = readInstant(instant);
    if (known === undefined) wrong.push(pointer);
    return known ?? instant;
  };
  const dated = {
    ...draft,
    starts_at: draft.starts_at === undefined ? formatInstant(now) : read(draft.starts_at, "/starts_at"),
    back: readBack(draft.back, read),
  };
  const [pointer] = wrong;
  return pointer === undefined ? done(dated) : refuse({ code: "invalid_date", pointer });
}

function readBack(back: Back, read: (instant: Instant, pointer: string) => Instant): Back {
  switch (back.kind) {
    case "at":
      return { ...back, at: read(back.at, "/back/at") };
    case "window":
      return { ...back, from: read(back.from, "/back/from"), until: read(back.until, "/back/until") };
    case "update_by":
      return { ...back, by: read(back.by, "/back/by") };
    case "none":
      return back;
  }
}

function toAdjustment(id: string, dated: Dated): Adjustment {
  const { explanation, alternatives = "auto", compensation = "none", ...rest } = dated;
  return {
    id,
    ...rest,
    explanation: { id: `${id}.why`, version: 1, ...explanation },
    alternatives,
    compensation,
  };
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
