import { useQuery } from "@tanstack/react-query";
import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { When } from "../../parts/when.tsx";
import { planWords } from "../../words/plan.ts";
import { consentQuery } from "./queries.ts";

const words = wordsOf(planWords).consent;

/** What the shopper was shown and confirmed, and by which versions of the disclosure and the catalogue. */
export function ConsentCard({ plan }: { readonly plan: string }) {
  const consent = useQuery(consentQuery(plan));
  return (
    <Card title={words.title}>
      <Loaded query={consent}>
        {({ shown_at, confirmed_at, reading_seconds, language, disclosure, catalogue_version }) => (
          <Facts
            rows={[
              [words.shown, <When key="shown" at={shown_at} />],
              [words.confirmed, <When key="confirmed" at={confirmed_at} />],
              [words.read, words.seconds(reading_seconds)],
              [words.language, words.languages[language] ?? language],
              [words.disclosure, <code key="disclosure">{disclosure}</code>],
              [
                words.catalogue,
                <code key="catalogue" title={catalogue_version}>
                  {catalogue_version.slice(0, 12)}
                </code>,
              ],
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
