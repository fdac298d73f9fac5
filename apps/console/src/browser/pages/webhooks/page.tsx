import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { api } from "../../api.ts";
import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Empty } from "../../parts/failure.tsx";
import { Page } from "../../parts/page.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { useMay } from "../../session.ts";
import { webhooksWords } from "../../words/webhooks.ts";
import { AddEndpoint } from "./add-endpoint.tsx";
import { Deliveries } from "./deliveries.tsx";
import { Endpoints } from "./endpoints.tsx";
import { Secret } from "./secret.tsx";

const words = wordsOf(webhooksWords);

/** Who is told of events, and what became of every delivery. */
export default function Webhooks() {
  const may = useMay()("webhooks:manage");
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string>();
  const endpoints = useQuery({
    queryKey: ["webhooks", "endpoints"],
    queryFn: ({ signal }) => api.webhookEndpoints({ signal }),
  });
  const issued = (shown: string) => {
    setAdding(false);
    setSecret(shown);
    void queries.invalidateQueries({ queryKey: ["webhooks"] });
  };
  return (
    <Page
      title={words.title}
      facts={may ? undefined : words.needs}
      actions={
        <button type="button" className="btn filled" disabled={!may} onClick={() => setAdding(true)}>
          <Plus size={16} aria-hidden="true" />
          {words.add}
        </button>
      }
    >
      <div className="column">
        <Card title={words.endpoints} fact={words.endpointsFact} flush>
          <Loaded query={endpoints} rows={2}>
            {({ items }) =>
              items.length === 0 ? <Empty>{words.noEndpoints}</Empty> : <Endpoints items={items} onSecret={issued} />
            }
          </Loaded>
        </Card>
        <div>
          <h2 className="section-title">{words.deliveries}</h2>
          <Deliveries endpoints={endpoints.data?.items ?? []} />
        </div>
      </div>
      <Dialog title={words.add} open={adding} onClose={() => setAdding(false)}>
        <AddEndpoint onIssued={issued} />
      </Dialog>
      <Dialog title={words.secretTitle} open={secret !== undefined} onClose={() => setSecret(undefined)}>
        {secret !== undefined && <Secret secret={secret} onDone={() => setSecret(undefined)} />}
      </Dialog>
    </Page>
  );
}
