import type { Adjustment, AdjustmentCause, Ramp, Scope } from "@fenqi/core/adjustment";
import { formatInstant, type Instant, parseInstant } from "@fenqi/core/calendar";
import type { Locale } from "@fenqi/core/explanation";
import type { Back, Conditions } from "@fenqi/core/offer";
import type { Terms } from "@fenqi/core/schedule";
import { done, type Flaw, type Result, refuse } from "./refusals.ts";

/** What is written of an adjustment. Shape was checked at the edge; a draft may leave open what is not decided yet. */
export interface AdjustmentDraft {
  readonly kind: "suspend" | "restrict" | "reprice" | "demote" | "withdraw" | "inform";
  readonly cause: AdjustmentCause;
  readonly scope: Scope;
  /** At the moment it is applied, where absent. Any offset is understood. */
  readonly starts_at?: Instant;
  readonly back?: Back;
  readonly explanation?: { readonly [L in Locale]?: string };
  readonly title?: { readonly [L in Locale]?: string };
  readonly alternatives?: Adjustment["alternatives"];
  readonly compensation?: Adjustment["compensation"];
  readonly restrict?: Conditions;
  readonly terms?: Terms;
  readonly ramp?: Ramp;
}

/** Fields to be put in a draft's place; null takes one away. */
export type DraftEdit = { readonly [F in keyof AdjustmentDraft]?: AdjustmentDraft[F] | null };

type Open = "starts_at" | "back" | "explanation" | "title" | "alternatives" | "compensation";
type DraftWords = Pick<Adjustment["explanation"], "id" | "version"> & { readonly [L in Locale]?: string };

/** An adjustment as it is kept: whole from its start on, with open places before. */
export type WrittenAdjustment = Omit<Adjustment, Open> &
  Pick<AdjustmentDraft, "title"> & { readonly explanation?: DraftWords } & Partial<
    Pick<Adjustment, Exclude<Open, "explanation" | "title">>
  >;

/** A draft as an adjustment of this id, every instant in one form; refused where one does not exist. */
export function writeDraft(id: string, draft: AdjustmentDraft, wordsVersion = 1): Result<WrittenAdjustment> {
  const dated = withDates(draft);
  if (!dated.ok) return dated;
  const { explanation, ...rest } = dated.value;
  if (explanation === undefined) return done({ id, ...rest });
  return done({ id, ...rest, explanation: { id: `${id}.why`, version: wordsVersion, ...explanation } });
}

/** The draft after an edit. Changed words are a new version of the explanation. */
export function editDraft(written: WrittenAdjustment, edit: DraftEdit): Result<WrittenAdjustment> {
  const { id, explanation, ...before } = written;
  const { id: _, version = 0, ...words } = explanation ?? { id };
  const merged = { ...before, ...(explanation && { explanation: words }), ...edit };
  const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null && value !== undefined));
  return writeDraft(id, kept as unknown as AdjustmentDraft, edit.explanation ? version + 1 : Math.max(1, version));
}

/** What must be written and decided before anybody is asked to approve. Where nothing changes, there is less to decide. */
export function openParts({ kind, ...written }: WrittenAdjustment): Flaw[] {
  const { explanation, title, back, alternatives, compensation } = written;
  const informs = kind === "inform";
  const missing = (pointer: string, detail: string): Flaw => ({ pointer, code: "required", detail });
  return [
    ...(explanation?.["zh-CN"] === undefined ? [missing("/explanation/zh-CN", "the public words in Chinese")] : []),
    ...(explanation?.en === undefined ? [missing("/explanation/en", "the public words in English")] : []),
    ...(informs && title?.["zh-CN"] === undefined ? [missing("/title/zh-CN", "what it is about, in Chinese")] : []),
    ...(informs && title?.en === undefined ? [missing("/title/en", "what it is about, in English")] : []),
    ...(back === undefined ? [missing("/back", "the expected return, or when the next word comes")] : []),
    ...(alternatives === undefined && !informs
      ? [missing("/alternatives", "a decision: auto, or the ways to point to")]
      : []),
    ...(compensation === undefined && !informs ? [missing("/compensation", "a decision: none, or what is given")] : []),
  ];
}

/** The adjustment as it comes into force at `nowMs`: from its start, or now where that has passed. Throws on open parts. */
export function wholeAt(written: WrittenAdjustment, nowMs: number): Adjustment {
  const [open] = openParts(written);
  if (open) throw new Error(`${written.id} has an open part that was checked: ${open.pointer}`);
  const starts = written.starts_at === undefined ? nowMs : Math.max(nowMs, parseInstant(written.starts_at));
  return { ...(decided(written) as Adjustment), starts_at: formatInstant(starts) };
}

/** A decision that is taken by asking in one request, or that there is none to take. */
export const decided = (written: WrittenAdjustment): WrittenAdjustment => ({
  alternatives: "auto",
  compensation: "none",
  ...written,
});

function withDates(draft: AdjustmentDraft): Result<AdjustmentDraft> {
  const wrong: string[] = [];
  const read = (instant: Instant, pointer: string): Instant => {
    const ms = parseInstant(instant);
    if (Number.isNaN(ms)) wrong.push(pointer);
    return Number.isNaN(ms) ? instant : formatInstant(ms);
  };
  const dated = {
    ...draft,
    ...(draft.starts_at === undefined ? {} : { starts_at: read(draft.starts_at, "/starts_at") }),
    ...(draft.back === undefined ? {} : { back: readBack(draft.back, read) }),
    ...(draft.compensation === undefined ? {} : { compensation: readCompensation(draft.compensation, read) }),
  };
  const [pointer] = wrong;
  return pointer === undefined ? done(dated) : refuse({ code: "invalid_date", pointer });
}

/** A return with every instant in one form; refused where one does not exist. */
export function datedBack(back: Back): Result<Back> {
  const dated = withDates({ kind: "suspend", cause: "business", scope: {}, back });
  return dated.ok ? done(dated.value.back!) : dated;
}

const readCompensation = (
  compensation: NonNullable<AdjustmentDraft["compensation"]>,
  read: (instant: Instant, pointer: string) => Instant,
) =>
  compensation === "none"
    ? compensation
    : { ...compensation, valid_until: read(compensation.valid_until, "/compensation/valid_until") };

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
