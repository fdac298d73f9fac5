import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Empty, Failure, Skeleton } from "../../parts/failure.tsx";
import { Page } from "../../parts/page.tsx";
import { shoppersWords } from "../../words/shoppers.ts";
import { EraseCard } from "./erase-card.tsx";
import { Erased, type ErasedShopper } from "./erased.tsx";
import { FindForm, type Named } from "./find-form.tsx";
import { HandOutCard } from "./hand-out-card.tsx";
import { HeldCard } from "./held-card.tsx";

const words = wordsOf(shoppersWords);

/**
 * What is kept of one shopper. Whom it is about is held by the page alone: never in its address, nor in what the browser
 * keeps, so that leaving it leaves nothing behind.
 */
export default function Shoppers() {
  const [erased, setErased] = useState<ErasedShopper>();
  const finding = useMutation({ mutationFn: (who: Named) => api.findShopper(who), gcTime: 0 });
  const who = finding.variables;
  const found = finding.data;
  const find = (next: Named) => {
    setErased(undefined);
    finding.mutate(next);
  };
  const empty = found && Object.values(found.held).every((count) => count === 0);
  return (
    <Page title={words.title} facts={words.lead}>
      <div className="column">
        <Card title={words.find} fact={words.findFact}>
          <FindForm busy={finding.isPending} onFind={find} />
        </Card>
        <p className="visually-hidden" role="status">
          {found && (empty ? words.none : words.held)}
        </p>
        {finding.isPending && <Skeleton rows={9} />}
        {erased && <Erased erased={erased} />}
        {!erased && empty && (
          <Card title={words.held}>
            <Empty action={<p className="note">{words.noneHint}</p>}>{words.none}</Empty>
          </Card>
        )}
        {!erased && found && !empty && <HeldCard found={found} />}
        {finding.isError && who && <Failure error={finding.error} again={() => find(who)} />}
        {!erased && found && who && !empty && (
          <div className="halves">
            <HandOutCard key={`out ${found.found_at}`} who={who} />
            <EraseCard key={`erase ${found.found_at}`} who={who} running={found.running} onErased={setErased} />
          </div>
        )}
      </div>
    </Page>
  );
}
