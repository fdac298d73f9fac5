import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { api } from "../../api.ts";
import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Page, WithRail } from "../../parts/page.tsx";
import { Person, usePersonName } from "../../parts/person.tsx";
import { Loaded } from "../../parts/query-state.tsx";
import { When } from "../../parts/when.tsx";
import { useZone } from "../../session.ts";
import { compensationWords } from "../../words/compensation.ts";
import { Audience } from "./audience.tsx";
import { BurnDown } from "./burn-down.tsx";
import { type Compensation, CompensationState } from "./compensation-state.tsx";
import { Decision } from "./decision.tsx";
import { Grants } from "./grants.tsx";

const words = wordsOf(compensationWords);

/** One compensation: its rule, whom it reaches, what of the budget is used, and every voucher. */
export default function CompensationPage() {
  const { id = "" } = useParams({ strict: false }) as { readonly id?: string };
  const found = useQuery({
    queryKey: ["compensations", "one", id],
    queryFn: ({ signal }) => api.compensation(id, { signal }),
  });
  const one = found.data;
  const nameOf = usePersonName();
  return (
    <Page
      title={`${words.title} ${id}`}
      up={{ to: "/compensation", text: words.title }}
      facts={
        one && (
          <>
            <CompensationState state={one.state} filled />
            <Link to={`/adjustments/${one.adjustment}`}>{one.adjustment}</Link>
            <span>
              {words.by} <Person id={one.created_by} />
            </span>
            <When at={one.created_at} />
            {one.decision && <span>{words.decided(nameOf(one.decision.by))}</span>}
          </>
        )
      }
      actions={one && <Decision one={one} />}
    >
      <Loaded query={found}>{(loaded) => <Body one={loaded} />}</Loaded>
    </Page>
  );
}

const UNDECIDED: ReadonlySet<Compensation["state"]> = new Set(["draft", "submitted"] as const);

function Body({ one }: { readonly one: Compensation }) {
  const zone = useZone();
  const { rule, from, until } = one;
  const undecided = UNDECIDED.has(one.state);
  const preview = useQuery({
    queryKey: ["compensations", "preview", one.id],
    queryFn: ({ signal }) => api.previewCompensation({ adjustment: one.adjustment, from, until }, { signal }),
    enabled: undecided,
  });
  return (
    <WithRail
      rail={
        <Card title={words.rule}>
          <Facts
            rows={[
              [
                words.what,
                words.voucher(written.money(rule.amount, rule.currency), written.moment(rule.valid_until, zone)),
              ],
              [words.who, words.audiences[rule.audience]],
              [words.period, words.to(written.moment(from, zone), written.moment(until, zone))],
              [words.budget, written.money(rule.budget, rule.currency)],
              [words.reason, one.state === "rejected" ? one.decision?.note : undefined],
            ]}
          />
        </Card>
      }
    >
      {undecided ? (
        <Loaded query={preview} rows={2}>
          {(loaded) => <Audience preview={loaded} />}
        </Loaded>
      ) : (
        <>
          <BurnDown one={one} />
          <Grants id={one.id} />
        </>
      )}
    </WithRail>
  );
}
