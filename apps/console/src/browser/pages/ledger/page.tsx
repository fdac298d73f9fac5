import { useQuery } from "@tanstack/react-query";
import { Scale } from "lucide-react";
import { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Empty } from "../../parts/failure.tsx";
import { Page } from "../../parts/page.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { State } from "../../parts/state.tsx";
import { useUrlState } from "../../url-state.ts";
import { ledgerWords } from "../../words/ledger.ts";
import { FlowChart } from "./flow-chart.tsx";
import { TrialTable } from "./trial-table.tsx";

const words = wordsOf(ledgerWords);

/** The books on a day: what passed through each account, and that debits equal credits. */
export default function Ledger() {
  const [{ on }, setUrl] = useUrlState();
  const trial = useQuery({
    queryKey: ["plans", "trial-balance", on],
    queryFn: ({ signal }) => api.trialBalance(on ? { on } : {}, { signal }),
  });
  const state = trial.data && (
    <State icon={Scale} tone={trial.data.balanced ? "good" : "bad"} filled>
      {trial.data.balanced ? words.balanced : words.unbalanced}
    </State>
  );
  return (
    <Page
      title={words.title}
      facts={state}
      actions={
        <label className="inline-field">
          {words.on}
          <input
            type="date"
            value={on ?? trial.data?.on ?? ""}
            onChange={({ target }) => setUrl({ on: target.value })}
          />
        </label>
      }
    >
      <Loaded query={trial} rows={16}>
        {({ accounts }) =>
          accounts.length === 0 ? (
            <div className="card">
              <Empty>{words.empty}</Empty>
            </div>
          ) : (
            <div className="column">
              <Card title={words.flow} fact={words.flowFact}>
                <FlowChart accounts={accounts} />
              </Card>
              <Card title={words.trial} fact={words.trialFact} flush>
                <TrialTable accounts={accounts} />
              </Card>
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}
