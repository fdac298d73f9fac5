import { annexSpan } from "@fenqi/core/cost";
import { addFractions, equalFractions, fraction } from "@fenqi/core/money";
import type { Fields } from "./fields.ts";
import { judged, type Outcome } from "./outcome.ts";

/** Holds one entry of an `apr` file's `intervals` against the span that core counts, exactly. */
export function judgeInterval(entry: Fields): Outcome {
  entry.choice("rule", ["eu-annex"]);
  const span = annexSpan(
    entry.date("start"),
    entry.date("end"),
    entry.choice("unit", ["day", "week", "month", "year"]),
  );
  const parts = [
    ...(span.whole > 0 ? [`${span.whole}/${span.perYear}`] : []),
    ...(span.days > 0 || span.whole === 0 ? [`${span.days}/${span.daysInYear}`] : []),
  ];
  const counted = addFractions(fraction(span.whole, span.perYear), fraction(span.days, span.daysInYear));
  const id = `${entry.text("rule")} ${entry.text("start")} ${entry.text("end")} ${entry.text("unit")}`;
  return judged(
    id,
    entry.text("years"),
    parts.join("+"),
    equalFractions(counted, entry.fraction("years")),
    entry.flag("unverified"),
  );
}
