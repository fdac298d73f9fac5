import type { BackForm } from "./back-fields.tsx";
import { toInstant, toLocal } from "./zoned.ts";

export type Back =
  | { kind: "at"; at: string }
  | { kind: "window"; from: string; until: string }
  | { kind: "update_by"; by: string }
  | { kind: "none" };

export const NO_BACK: BackForm = { kind: "", at: "", until: "" };

export function toBackForm(back: Back | undefined, zone: string): BackForm {
  switch (back?.kind) {
    case "at":
      return { kind: "at", at: toLocal(back.at, zone), until: "" };
    case "window":
      return { kind: "window", at: toLocal(back.from, zone), until: toLocal(back.until, zone) };
    case "update_by":
      return { kind: "update_by", at: toLocal(back.by, zone), until: "" };
    case "none":
      return { ...NO_BACK, kind: "none" };
    default:
      return NO_BACK;
  }
}

/** The return that a form says; undefined while a time is missing. */
export function fromBackForm({ kind, at: first, until: last }: BackForm, zone: string): Back | undefined {
  const at = toInstant(first, zone);
  const until = toInstant(last, zone);
  if (kind === "none") return { kind };
  if (kind === "" || at === undefined) return undefined;
  if (kind === "at") return { kind, at };
  if (kind === "update_by") return { kind, by: at };
  return until === undefined ? undefined : { kind, from: at, until };
}
