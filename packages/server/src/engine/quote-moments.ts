import type { Adjustment } from "@fenqi/core/adjustment";
import { formatInstant, type Instant, parseInstant } from "@fenqi/core/calendar";
import type { CompiledCatalogue } from "@fenqi/core/catalogue";
import { type QuoteAnswer, type QuoteInput, quote } from "@fenqi/core/quote";
import type { VersionSummary } from "./ports.ts";

/** What one adjustment did at a moment: it began or ended by its own dates, or a version brought, changed or dropped it. */
export interface MomentAdjustment {
  readonly id: string;
  readonly kind: Adjustment["kind"];
  readonly change: "starts" | "ends" | "ramps" | "added" | "removed" | "changed";
  readonly admits_ppm: number | null;
}

/** An instant at which the answer to a cart could change. */
export interface QuoteMoment {
  readonly at: Instant;
  readonly version: string;
  readonly seq: number;
  readonly why: "version" | "dated" | "quote" | "now";
  readonly adjustments: readonly MomentAdjustment[];
  readonly options: number;
  readonly missing: number;
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/** A catalogue from the instant at which it came into force. */
export interface InForce extends Pick<VersionSummary, "seq" | "version"> {
  readonly fromMs: number;
  readonly compiled: CompiledCatalogue;
}

/** Moments on each side of the quote. */
const BESIDE = 8;
const FAR_MS = 60 * 86_400_000;

/** What was, or will be, in force at an instant: the newest that had come by then, else the first known. */
export const inForceAt = (versions: readonly InForce[], ms: number): InForce =>
  versions.findLast(({ fromMs }) => fromMs <= ms) ?? versions[0]!;

/**
 * The instants around a quote at which the same cart would have had, or will have, another answer: catalogues that came into
 * force, and dates that a catalogue had set beforehand. Oldest first; the quote's own instant and now are among them.
 *
 * Dates that change nothing for this cart are left out; versions are not.
 */
export function momentsAround(
  versions: readonly InForce[],
  own: { readonly input: QuoteInput; readonly ms: number; readonly answer: QuoteAnswer; readonly version: InForce },
  nowMs: number,
): QuoteMoment[] {
  const versionMs = new Set(versions.slice(1).map(({ fromMs }) => fromMs));
  const dated = [own.version, versions.at(-1)!].flatMap(({ compiled }) => datesOf(compiled));
  const all = [...new Set([...versionMs, ...dated, own.ms, nowMs])]
    .filter((ms) => Math.abs(ms - own.ms) < FAR_MS || ms === nowMs)
    .sort((a, b) => a - b);
  const had = new Set(own.answer.options.map(({ offer }) => offer));
  const known = new Set([...had, ...own.answer.missing.map(({ offer }) => offer)]);

  const moments: QuoteMoment[] = [];
  let before: { readonly version: InForce; readonly has: string } | undefined;
  for (const ms of all) {
    const isOwn = ms === own.ms;
    const version = isOwn ? own.version : inForceAt(versions, ms);
    const answer = isOwn ? own.answer : answerAt(version, own.input, ms);
    const has = answer.options.map(({ offer }) => offer).sort();
    const why = isOwn ? "quote" : ms === nowMs ? "now" : versionMs.has(ms) ? "version" : "dated";
    if (why !== "dated" || before?.has !== has.join()) {
      moments.push({
        at: formatInstant(ms),
        version: version.version,
        seq: version.seq,
        why,
        adjustments: changesAt(before?.version, version, ms),
        options: answer.options.length,
        missing: answer.missing.length,
        gained: has.filter((offer) => !had.has(offer)),
        lost: [...had].filter((offer) => !has.includes(offer) && known.has(offer)),
      });
    }
    before = { version, has: has.join() };
  }
  return nearest(moments, own.ms);
}

const NOTHING = { options: [], missing: [] } as const;

/** The answer without rows; nothing where the cart cannot be quoted then. */
function answerAt({ compiled }: InForce, input: QuoteInput, ms: number): Pick<QuoteAnswer, "options" | "missing"> {
  const answer = quote(compiled, input, formatInstant(ms), { schedules: false });
  return answer.ok ? answer.value : NOTHING;
}

/** Instants that a catalogue itself names. */
function datesOf({ catalogue }: CompiledCatalogue): number[] {
  const ends = ({ valid }: (typeof catalogue.offers)[number]) => [valid?.from, valid?.until];
  const named = [
    ...catalogue.adjustments.flatMap(({ starts_at, lifted_at }) => [starts_at, lifted_at]),
    ...catalogue.offers.flatMap((offer) => [...ends(offer), ...offer.terms.map((terms) => terms.effective_from)]),
    ...catalogue.offers.flatMap(({ conditions }) =>
      (conditions?.windows ?? []).flatMap((each) => [each.from, each.until]),
    ),
  ];
  return named.filter((instant) => instant !== undefined).map(parseInstant);
}

/** What happened to adjustments at an instant: by its own dates, and against the catalogue that was in force before. */
function changesAt(before: InForce | undefined, after: InForce, ms: number): MomentAdjustment[] {
  const told = (adjustment: Adjustment, change: MomentAdjustment["change"]): MomentAdjustment => ({
    id: adjustment.id,
    kind: adjustment.kind,
    change,
    admits_ppm: adjustment.admits_ppm ?? null,
  });
  const { adjustments } = after.compiled.catalogue;
  const dated = adjustments.flatMap((each) =>
    parseInstant(each.starts_at) === ms
      ? [told(each, "starts")]
      : each.lifted_at !== undefined && parseInstant(each.lifted_at) === ms
        ? [told(each, "ends")]
        : [],
  );
  if (!before || before.version === after.version) return dated;

  const old = new Map(before.compiled.catalogue.adjustments.map((each) => [each.id, each]));
  const changed = adjustments.flatMap((each) => {
    const was = old.get(each.id);
    old.delete(each.id);
    if (!was) return [told(each, "added")];
    if (was.lifted_at !== each.lifted_at) return [told(each, "ends")];
    if (was.admits_ppm !== each.admits_ppm) return [told(each, "ramps")];
    return JSON.stringify(was) === JSON.stringify(each) ? [] : [told(each, "changed")];
  });
  const seen = new Set([...dated, ...changed].map(({ id }) => id));
  return [
    ...dated,
    ...changed.filter(({ id }) => !dated.some((each) => each.id === id)),
    ...[...old.values()].filter(({ id }) => !seen.has(id)).map((each) => told(each, "removed")),
  ];
}

/** The quote's own moment and now, and the nearest others on each side. */
function nearest(moments: readonly QuoteMoment[], ownMs: number): QuoteMoment[] {
  const own = moments.findIndex(({ at }) => parseInstant(at) === ownMs);
  return moments.filter(({ why }, index) => why === "now" || Math.abs(index - own) <= BESIDE);
}
