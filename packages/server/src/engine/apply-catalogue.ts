import { type Adjustment, promiseOf, settlePromise } from "@fenqi/core/adjustment";
import { formatInstant, type Instant, parseInstant } from "@fenqi/core/calendar";
import { type Catalogue, withStandardExplanations } from "@fenqi/core/catalogue";
import type { Explanation } from "@fenqi/core/explanation";
import type { AdjustmentState } from "./adjustment-moves.ts";
import { keep } from "./adjustment-time.ts";
import { canonical } from "./canonical.ts";
import { type CatalogueChange, catalogueChanges } from "./catalogue-changes.ts";
import { type ChangeCommand, type ChangeDeps, changeOnce } from "./change-once.ts";
import { newRow } from "./create-adjustment.ts";
import { appendVersion } from "./next-version.ts";
import type { AdjustmentRow, Change, OnceOutcome, QuotaUse, VersionRecord } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface AppliedCatalogue {
  readonly record: VersionRecord;
  readonly changes: readonly CatalogueChange[];
}

export interface ApplyCatalogue extends ChangeCommand<AppliedCatalogue> {
  /** The version that the catalogue was made from; null for the first. */
  readonly baseVersion: string | null;
  readonly catalogue: Catalogue;
}

export interface ApplyDeps extends ChangeDeps {
  readonly standardExplanations: readonly Explanation[];
  /** Demo mode only: what takes something from shoppers is applied without an adjustment. */
  readonly direct: boolean;
}

/**
 * Makes a catalogue the merchant's next version. What removes, narrows, reprices or demotes is refused, each by name:
 * it needs an adjustment, with a reason that the public is told.
 */
export function applyCatalogue(
  deps: ApplyDeps,
  command: ApplyCatalogue,
): Promise<OnceOutcome<Result<AppliedCatalogue>>> {
  const { merchant } = command.once;
  return changeOnce(deps, command, async (change) => {
    if (command.catalogue.merchant.id !== merchant) return refuse({ code: "merchant_mismatch", merchant });
    const newest = await change.newest();
    const inForce = newest?.version ?? null;
    if (command.baseVersion !== inForce) return refuse({ code: "base_version_conflict", inForce });

    const catalogue = withStandardExplanations(command.catalogue, deps.standardExplanations);
    const changes = catalogueChanges(newest?.catalogue, catalogue);
    const taken = newest && !deps.direct ? changes.filter((entry) => entry.taken) : [];
    if (taken.length > 0) return refuse({ code: "adjustment_needed", flaws: taken.map(flawOfTaken) });

    const record = await put(change, deps, catalogue, command.by, newest?.catalogue.adjustments);
    return record.ok ? done({ record: record.value, changes }) : record;
  });
}

/**
 * The demo's own seed, at each start: its dates have rolled forward, and so many places of its quotas are taken; what people did
 * in the demo (adjustments of their own, seeded ones lifted) stays. Appends nothing when nothing differs.
 */
export async function seedCatalogue(
  deps: ApplyDeps,
  seed: Catalogue,
  quotaUse: QuotaUse,
  by: string,
): Promise<Result<VersionRecord | undefined>> {
  return deps.changes.run(seed.merchant.id, async (change) => {
    for (const [quota, use] of Object.entries(quotaUse)) await change.setQuotaUse(quota, use);
    const before = (await change.newest())?.catalogue.adjustments ?? [];
    const lifted = new Map(before.filter(({ lifted_at }) => lifted_at !== undefined).map((one) => [one.id, one]));
    const seeded = new Set(seed.adjustments.map(({ id }) => id));
    const adjustments = [
      ...seed.adjustments.map((one) => (one.lifted_at === undefined ? (lifted.get(one.id) ?? one) : one)),
      ...before.filter(({ id }) => !seeded.has(id)),
    ];
    const catalogue = withStandardExplanations({ ...seed, adjustments }, deps.standardExplanations);
    return put(change, deps, catalogue, by, before);
  });
}

/** Makes a catalogue the next version after one with these adjustments. */
async function put(
  change: Change,
  deps: ApplyDeps,
  catalogue: Catalogue,
  by: string,
  before: readonly Adjustment[] = [],
): Promise<Result<VersionRecord>> {
  const at = formatInstant(deps.now());
  const record = await appendVersion(change, catalogue, {
    at,
    by,
    digest: deps.digest,
    code: "catalogue_unsound",
    pointer: ({ pointer }) => `/catalogue${pointer}`,
  });
  if (record.ok) await recordAdjustments(change, record.value, before, at, by);
  return record;
}

/** Adjustments that came with the file get a record too, so that they can be read and lifted like any other. */
async function recordAdjustments(
  change: Change,
  record: VersionRecord,
  before: readonly Adjustment[],
  at: Instant,
  by: string,
): Promise<void> {
  const recorded = new Set(before.map(canonical));
  for (const adjustment of record.catalogue.adjustments) {
    if (recorded.has(canonical(adjustment))) continue;
    const known = await change.readAdjustment(adjustment.id);
    if (known && canonical(known.adjustment) === canonical(adjustment)) continue;
    const row = { ...broughtRow(adjustment, known, at, by), catalogueVersion: record.version };
    await keep(change, row, { move: "seed", at, by, note: null });
  }
}

/** The record of an adjustment that a file brought; a return that it promises anew is a new promise. */
function broughtRow(adjustment: Adjustment, known: AdjustmentRow | undefined, at: Instant, by: string): AdjustmentRow {
  const began = parseInstant(adjustment.starts_at) < parseInstant(at);
  const told = began ? adjustment.starts_at : at;
  const { createdAt, announcedAt, ...before } = known ?? {
    ...newRow(adjustment, told, by),
    authority: "catalogue" as const,
    // A file does not say when the public first heard of what had begun before.
    announcedAt: began ? null : at,
  };
  const same = known !== undefined && canonical(known.adjustment.back ?? null) === canonical(adjustment.back);
  const promises = same ? before.promises : [promiseOf(adjustment.back, told)];
  return {
    ...before,
    createdAt,
    announcedAt,
    adjustment,
    state: stateOf(adjustment, at),
    ramp: null,
    promises: adjustment.lifted_at === undefined ? promises : settlePromise(promises, "lift", adjustment.lifted_at),
  };
}

function stateOf(
  adjustment: { readonly starts_at: Instant; readonly lifted_at?: Instant },
  at: Instant,
): AdjustmentState {
  const now = parseInstant(at);
  if (adjustment.lifted_at !== undefined && parseInstant(adjustment.lifted_at) <= now) return "lifted";
  return parseInstant(adjustment.starts_at) > now ? "scheduled" : "active";
}

function flawOfTaken({ kind, id, change, fields }: CatalogueChange) {
  const where = fields.length > 0 ? ` (${fields.join(", ")})` : "";
  return { pointer: "/catalogue", code: `${kind}_${change}`, detail: `${kind} ${id} would be ${change}${where}` };
}
