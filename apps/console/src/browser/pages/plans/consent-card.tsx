import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
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
          <dl className="named-facts">
            <Row name={words.shown}>
              <When at={shown_at} />
            </Row>
            <Row name={words.confirmed}>
              <When at={confirmed_at} />
            </Row>
            <Row name={words.read}>{words.seconds(reading_seconds)}</Row>
            <Row name={words.language}>{words.languages[language] ?? language}</Row>
            <Row name={words.disclosure}>
              <code>{disclosure}</code>
            </Row>
            <Row name={words.catalogue}>
              <code title={catalogue_version}>{catalogue_version.slice(0, 12)}</code>
            </Row>
          </dl>
        )}
      </Loaded>
    </Card>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
