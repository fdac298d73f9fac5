import { wordsOf } from "../../locale.ts";
import { When } from "../../parts/when.tsx";
import { adjustmentsWords } from "../../words/adjustments.ts";
import type { AdjustmentRecord } from "./reach.ts";

const words = wordsOf(adjustmentsWords);

type Written = AdjustmentRecord["adjustment"];

/** A return as it is promised: a time, a window, when more is said, or never; the end of what only informs. */
export function BackTime({ back, kind }: { readonly back: Written["back"]; readonly kind: Written["kind"] }) {
  switch (back?.kind) {
    case "at":
      return <When at={back.at} />;
    case "window":
      return (
        <>
          <When at={back.from} /> – <When at={back.until} />
        </>
      );
    case "update_by":
      return (
        <>
          {words.nextUpdate} <When at={back.by} />
        </>
      );
    case "none":
      return kind === "inform" ? words.openEnd : words.notBack;
    default:
      return <span className="quiet-text">{words.undecided}</span>;
  }
}
