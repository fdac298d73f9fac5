import { useQuery } from "@tanstack/react-query";
import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Facts } from "../../parts/facts.tsx";
import { adjustmentWatchWords } from "../../words/adjustment-watch.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { CountsBeforeAfter } from "./counts.tsx";
import { effectsQuery } from "./queries.ts";
import type { AdjustmentRecord, Catalogue } from "./reach.ts";
import { scopeText } from "./scope-text.ts";

const words = wordsOf(adjustmentsWords);
const watchWords = wordsOf(adjustmentWatchWords);

/** 1: what changes, why, for whom; and what it does not touch. */
export function ChangeCard(props: { readonly record: AdjustmentRecord; readonly catalogue: Catalogue }) {
  const { record, catalogue } = props;
  const { kind, cause, scope } = record.adjustment;
  const running = useQuery(effectsQuery(record)).data?.running_plans;
  return (
    <Card title={words.change} step={1} anchor="change" className="change">
      <Facts
        rows={[
          [words.kind, words.kinds[kind]],
          [
            words.cause,
            <>
              {words.causes[cause]} <code>{cause}</code>
            </>,
          ],
          [words.scope, scopeText(scope, catalogue)],
          ...(kind === "inform"
            ? []
            : [
                [
                  words.unaffected,
                  running === undefined ? words.unaffectedText : watchWords.runningPlans(written.count(running)),
                ] as const,
              ]),
        ]}
      />
      {kind !== "inform" && <CountsBeforeAfter kind={kind} scope={scope} catalogue={catalogue} />}
    </Card>
  );
}
