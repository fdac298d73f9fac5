import { endedAt } from "@fenqi/core/adjustment";
import { type Instant, parseInstant } from "@fenqi/core/calendar";
import { type Catalogue, checkCatalogue } from "@fenqi/core/catalogue";
import { TOLD_MS } from "./adjustment-time.ts";
import { versionOf } from "./catalogue-version.ts";
import type { Change, Digest, VersionRecord } from "./ports.ts";
import { done, type Flaw, type Result, refuse } from "./refusals.ts";

/** What is wrong with a catalogue, pointers below `under`; empty when it is sound. */
export const flawsOf = (catalogue: Catalogue, under: string): Flaw[] =>
  checkCatalogue(catalogue).map(({ path, code, message }) => ({ pointer: `${under}${path}`, code, detail: message }));

/**
 * Appends a catalogue as the merchant's next version, without adjustments lifted too long ago to be told.
 * Refused with every flaw when it is unsound; `code` says whose fault that is.
 */
export async function appendVersion(
  change: Change,
  catalogue: Catalogue,
  options: {
    readonly at: Instant;
    readonly by: string;
    readonly digest: Digest;
    readonly code: "catalogue_unsound" | "adjustment_unsound";
    readonly pointer: (flaw: Flaw) => string;
  },
): Promise<Result<VersionRecord>> {
  const now = parseInstant(options.at);
  const kept = {
    ...catalogue,
    adjustments: catalogue.adjustments.filter((adjustment) => {
      const ended = endedAt(adjustment);
      return ended === undefined || now - parseInstant(ended) < TOLD_MS;
    }),
  };
  const flaws = flawsOf(kept, "").map((flaw) => ({ ...flaw, pointer: options.pointer(flaw) }));
  if (flaws.length > 0) return refuse({ code: options.code, flaws });
  const { contentHash, version } = versionOf(kept, options.digest);
  const record = { catalogue: kept, contentHash, version, createdAt: options.at, createdBy: options.by };
  return done(await change.appendVersion(record));
}
