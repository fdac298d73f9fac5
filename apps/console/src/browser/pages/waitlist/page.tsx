import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { locale, wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Empty } from "../../parts/failure.tsx";
import { Page } from "../../parts/page.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { waitlistWords } from "../../words/waitlist.ts";
import { catalogueQuery } from "../adjustments/queries.ts";
import { type Catalogue, offerTitle } from "../adjustments/reach.ts";
import { Letters } from "./letters.tsx";
import { WaitingFor } from "./waiting-for.tsx";

const words = wordsOf(waitlistWords);
const AGAIN_MS = 30_000;

/** How many wait for each way, how that came about, and what they are told; in numbers alone. */
export default function Waitlist() {
  const demand = useQuery({
    queryKey: ["waitlist", "demand"],
    queryFn: ({ signal }) => api.waitlist({ signal }),
    refetchInterval: AGAIN_MS,
  });
  const catalogue = useQuery(catalogueQuery);
  return (
    <Page
      title={words.title}
      facts={
        <>
          <span>{words.lead}</span>
          {demand.data && <span>{words.waves(demand.data.wave)}</span>}
        </>
      }
    >
      <Loaded query={demand}>
        {({ items }) => (
          <Loaded query={catalogue}>
            {(inForce) =>
              items.length === 0 ? (
                <Card title={words.title}>
                  <Empty>{words.empty}</Empty>
                </Card>
              ) : (
                <div className="column">
                  {items.map((way) => (
                    <Card
                      key={way.offer}
                      title={nameOf(way.offer, inForce.catalogue)}
                      fact={words.waitingNow(written.count(way.waiting))}
                    >
                      <WaitingFor way={way} name={nameOf(way.offer, inForce.catalogue)} />
                      <Letters offer={way.offer} catalogue={inForce.catalogue} />
                    </Card>
                  ))}
                </div>
              )
            }
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

/** A way as shoppers know it; its id where the catalogue has it no more. */
function nameOf(id: string, catalogue: Catalogue): string {
  const offer = catalogue.offers.find((each) => each.id === id);
  return offer ? offerTitle(offer, catalogue, locale) : id;
}
