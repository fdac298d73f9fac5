import type { AdjustmentRecord } from "./reach.ts";

export type MoveId =
  | "submit"
  | "approve"
  | "review"
  | "reject"
  | "apply"
  | "update"
  | "extend"
  | "advance"
  | "roll_back"
  | "lift"
  | "withdraw";

/** Why a move stands there but cannot be made: a permission, one's own words, or parts that are not written. */
export type Hindrance =
  | { readonly kind: "permission"; readonly permission: string }
  | { readonly kind: "author" }
  | { readonly kind: "open"; readonly parts: readonly OpenPart[] };

export type OpenPart = "titleZh" | "titleEn" | "zh" | "en" | "back" | "alternatives" | "compensation";

export interface MoveState {
  readonly id: MoveId;
  readonly hindrance?: Hindrance;
}

const NEEDS: Readonly<Record<MoveId, string>> = {
  submit: "adjustments:write",
  approve: "adjustments:approve",
  review: "adjustments:approve",
  reject: "adjustments:approve",
  apply: "adjustments:apply",
  update: "adjustments:write",
  extend: "adjustments:extend",
  advance: "adjustments:lift",
  roll_back: "adjustments:lift",
  lift: "adjustments:lift",
  withdraw: "adjustments:write",
};

/** The first is the page's filled button. */
const BY_STATE: Readonly<Record<AdjustmentRecord["state"], readonly MoveId[]>> = {
  draft: ["submit", "withdraw"],
  submitted: ["approve", "reject", "withdraw"],
  approved: ["apply", "withdraw"],
  scheduled: ["update", "withdraw"],
  active: ["lift", "extend", "update"],
  ramping: ["advance", "lift", "roll_back", "update"],
  lifted: ["update"],
  closed: [],
  withdrawn: [],
};

/** What must be written and decided before anybody is asked to approve. */
export function openParts({ adjustment }: Pick<AdjustmentRecord, "adjustment">): readonly OpenPart[] {
  const { kind, title, explanation, back, alternatives, compensation } = adjustment;
  const informs = kind === "inform";
  const parts: readonly (readonly [OpenPart, unknown])[] = [
    ["titleZh", !informs || title?.["zh-CN"]],
    ["titleEn", !informs || title?.en],
    ["zh", explanation?.["zh-CN"]],
    ["en", explanation?.en],
    ["back", back],
    ["alternatives", informs || alternatives],
    ["compensation", informs || compensation],
  ];
  return parts.filter(([, written]) => !written).map(([part]) => part);
}

/** The moves that this state has, in the order of their buttons, each with what keeps this person from it. */
export function movesOf(
  record: AdjustmentRecord,
  person: string,
  may: (permission: string) => boolean,
): readonly MoveState[] {
  const unreviewed = record.review !== null && record.approval === null && record.state !== "closed";
  const ids: readonly MoveId[] = [...(unreviewed ? (["review"] as const) : []), ...BY_STATE[record.state]];
  return ids.map((id) => {
    const hindrance = hindranceOf(id, record, person, may);
    return hindrance ? { id, hindrance } : { id };
  });
}

function hindranceOf(
  id: MoveId,
  record: AdjustmentRecord,
  person: string,
  may: (permission: string) => boolean,
): Hindrance | undefined {
  const own = (id === "approve" || id === "review") && record.authors.includes(person);
  if (own) return { kind: "author" };
  if (!may(NEEDS[id])) return { kind: "permission", permission: NEEDS[id] };
  const parts = id === "submit" ? openParts(record) : [];
  return parts.length > 0 ? { kind: "open", parts } : undefined;
}
