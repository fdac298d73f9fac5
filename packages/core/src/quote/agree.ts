import type { Instant } from "../calendar/index.ts";
import type { CompiledCatalogue } from "../catalogue/index.ts";
import type { RegimeId } from "../cost/index.ts";
import type { Offer, Partner } from "../offer/index.ts";
import { type Schedule, type ScheduleInput, writeRows } from "../schedule/index.ts";
import { termsInForce } from "./judge.ts";
import { frameOf, priceOptions, type QuoteRefusal, type Result } from "./quote.ts";
import type { Option, QuoteInput } from "./types.ts";

/** An option with all that made it: what a plan is made from. */
export interface AgreedOption {
  readonly option: Option;
  readonly offer: Offer;
  readonly partner: Partner;
  /** The version of the offer's own terms in force; null where a repricing adjustment's terms are. */
  readonly terms_version: number | null;
  readonly regime: RegimeId;
  readonly input: ScheduleInput;
  /** Undefined where only the card's issuer knows the price. */
  readonly schedule: Schedule | undefined;
}

/** The one option of a quote that a shopper chose; refused as `unknown_option` where the cart cannot use it at that instant. */
export function agreeOption(
  compiled: CompiledCatalogue,
  input: QuoteInput,
  at: Instant,
  option: string,
): Result<AgreedOption, QuoteRefusal> {
  const frame = frameOf(compiled, input, at);
  if (!frame.ok) return frame;
  const found = priceOptions(frame.value, input, { schedules: true, disclosure: true }, option)[0];
  if (found === undefined) return { ok: false, error: { code: "unknown_option", option } };
  const { offer } = found.offer;
  const { terms: inForce } = termsInForce(found.offer, frame.value.situation);
  return {
    ok: true,
    value: {
      option: found.option,
      offer,
      partner: compiled.catalogue.partners.find(({ id }) => id === offer.partner)!,
      terms_version: offer.terms.find(({ terms }) => terms === inForce)?.version ?? null,
      regime: frame.value.regime,
      input: found.input,
      schedule: found.schedule && { ...found.schedule, rows: writeRows(found.schedule) },
    },
  };
}
