import { formatInstant } from "@fenqi/core/calendar";
import type { Catalogue } from "@fenqi/core/catalogue";
import { writeDraft } from "./adjustment-draft.ts";
import { keep } from "./adjustment-time.ts";
import { newRow } from "./create-adjustment.ts";
import type { Change, Difference, PartnerStore, PartnerTerm, PartnerWatch } from "./ports.ts";
import type { WatchDeps } from "./see-partner.ts";
import { draftFor, termsDrift } from "./terms-drift.ts";

/** Who drafts, where a partner's terms have drifted. */
const BY_DRIFT = "fenqi:drift";

const keyOf = ({ offer, field, theirs }: Difference): string => `${offer} ${field} ${theirs}`;

/**
 * Compares what a partner reports with the terms in force. A difference that is new is an event and a draft adjustment,
 * once; one that is gone is an event. Nothing is written while nothing changes.
 */
export async function recordDrift(
  deps: WatchDeps & { readonly watched: Pick<PartnerStore, "drifts"> },
  watch: PartnerWatch,
  reported: readonly PartnerTerm[],
): Promise<void> {
  const { merchant, partner, method } = watch;
  const catalogue = deps.live.of(merchant)?.record.catalogue;
  if (!catalogue) return;
  const known = (await deps.watched.drifts(merchant)).filter((one) => one.partner === partner && one.method === method);
  const found = termsDrift(catalogue, watch, reported, deps.now());
  if (sameKeys(known, found)) return;
  await deps.changes.run(merchant, async (change) => {
    const newest = await change.newest();
    if (newest) await settle(deps, change, watch, newest.catalogue, reported);
  });
}

const sameKeys = (a: readonly Difference[], b: readonly Difference[]): boolean =>
  JSON.stringify(a.map(keyOf).sort()) === JSON.stringify(b.map(keyOf).sort());

async function settle(
  { now, ids }: WatchDeps,
  change: Change,
  { partner, method }: PartnerWatch,
  catalogue: Catalogue,
  reported: readonly PartnerTerm[],
): Promise<void> {
  const nowMs = now();
  const at = formatInstant(nowMs);
  const found = termsDrift(catalogue, { partner, method }, reported, nowMs);
  const open = await change.openDrifts(partner, method);
  const watch = await change.readWatch(partner, method);
  if (!watch) return;
  for (const gone of open.filter((one) => !found.some((other) => keyOf(other) === keyOf(one)))) {
    await change.endDrift(partner, method, gone, at);
    await change.saveWatch(watch, { event: "drift_gone", at, by: BY_DRIFT, note: noteOf(gone) });
  }
  for (const fresh of found.filter((one) => !open.some((other) => keyOf(other) === keyOf(one)))) {
    const draft = draftFor(catalogue, fresh, nowMs);
    const written = draft && writeDraft(ids.adjustment(nowMs), draft);
    if (written?.ok)
      await keep(change, newRow(written.value, at, BY_DRIFT), {
        move: "create",
        at,
        by: BY_DRIFT,
        note: noteOf(fresh),
      });
    await change.addDrift(partner, method, { ...fresh, seenAt: at, adjustment: written?.ok ? written.value.id : null });
    await change.saveWatch(watch, { event: "drifted", at, by: BY_DRIFT, note: noteOf(fresh) });
  }
}

const noteOf = ({ offer, field, ours, theirs }: Difference): string => `${offer} ${field}: ${ours} → ${theirs}`;
