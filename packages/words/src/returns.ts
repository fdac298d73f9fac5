import { moment, zoneName } from "./dates.ts";
import type { Locale } from "./locale.ts";
import { MISSING_WORDS } from "./missing.ts";

/** When a way is back: at a time, within a window, when more will be said, or not any more. Instants are RFC 3339. */
export type Back =
  | { readonly kind: "at"; readonly at: string }
  | { readonly kind: "window"; readonly from: string; readonly until: string }
  | { readonly kind: "update_by"; readonly by: string }
  | { readonly kind: "none" };

/** When it returns, in words; `near` is an instant whose year the reader has in mind. Empty for a way that does not. */
export function returnWords(back: Back, near: string, zone: string, locale: Locale): string {
  const w = MISSING_WORDS[locale];
  const at = (instant: string, weekday: boolean) => moment(instant, zone, locale, { near, weekday });
  if (back.kind === "at") return w.backAt(at(back.at, true), zoneName(zone, locale));
  if (back.kind === "window") return w.backWindow(at(back.from, true), at(back.until, true), zoneName(zone, locale));
  return back.kind === "update_by" ? w.updateBy(at(back.by, false)) : "";
}
