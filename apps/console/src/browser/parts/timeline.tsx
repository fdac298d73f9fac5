import type { ReactNode } from "react";
import { When } from "./when.tsx";

export interface Moment {
  readonly at: string;
  readonly text: ReactNode;
  readonly tone?: "good" | "paused" | "open";
}

/** What happened, or will: time, a dot, a sentence. */
export function Timeline({ moments }: { readonly moments: readonly Moment[] }) {
  return (
    <ol className="timeline">
      {moments.map(({ at, text, tone = "good" }, index) => (
        // Two things can happen in one instant.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={`${at}-${index}`} className={tone}>
          <When at={at} />
          <span>{text}</span>
        </li>
      ))}
    </ol>
  );
}
