import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** Malachite: in force, done. Gamboge: unavailable, unsure. Azurite: waits for a person. Cinnabar: overdue, failed. */
export type Tone = "good" | "paused" | "waiting" | "bad" | "plain";

/** A state as icon, word and colour; `filled` for the one under a page's title. */
export function State(props: { icon: LucideIcon; tone: Tone; filled?: boolean; children: ReactNode }) {
  const { icon: Icon, tone, filled, children } = props;
  return (
    <span className={`state ${tone}${filled ? " filled" : ""}`}>
      <Icon size={14} aria-hidden="true" />
      <span>{children}</span>
    </span>
  );
}
