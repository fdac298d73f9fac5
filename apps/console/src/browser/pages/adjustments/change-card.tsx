import { useQuery } from "@tanstack/react-query";
import { locale, wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Facts } from "../../parts/facts.tsx";
import { adjustmentWatchWords } from "../../words/adjustment-watch.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { CountsBeforeAfter } from "./counts.tsx";
import { effectsQuery } from "./queries.ts";
import { type AdjustmentRecord, type Catalogue, offerTitle, partnerName, type Scope } from "./reach.ts";

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
          [words.scope, <ScopeText key="scope" scope={scope} catalogue={catalogue} />],
          [
            words.unaffected,
            running === undefined ? words.unaffectedText : watchWords.runningPlans(written.count(running)),
          ],
        ]}
      />
      <CountsBeforeAfter kind={kind} scope={scope} catalogue={catalogue} />
    </Card>
  );
}

/** Every part of a scope that is bound; what is open is named as all. */
export function ScopeText({ scope, catalogue }: { readonly scope: Scope; readonly catalogue: Catalogue }) {
  const { offers } = catalogue;
  const offer = offers.find(({ id }) => id === scope.offer);
  const said: readonly (string | undefined)[] = [
    scope.partner && partnerName(scope.partner, catalogue, locale),
    scope.method && words.methods[scope.method],
    scope.offer && (offer ? offerTitle(offer, catalogue, locale) : scope.offer),
    scope.count === undefined ? undefined : `${words.count} ${scope.count}`,
    scope.market ? `${words.market} ${scope.market}` : words.allShort(words.market),
    scope.channel ? (words.channels[scope.channel] ?? scope.channel) : words.allShort(words.channel),
    scope.category ? `${words.category} ${scope.category}` : words.allShort(words.category),
    scope.segment ? `${words.segment} ${scope.segment}` : words.allShort(words.segment),
  ];
  return said.filter(Boolean).join(" · ");
}
