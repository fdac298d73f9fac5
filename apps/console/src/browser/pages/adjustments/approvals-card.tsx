import { Ban, Check, Hourglass } from "lucide-react";
import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { usePersonName } from "../../parts/person.tsx";
import { State } from "../../parts/state.tsx";
import { When } from "../../parts/when.tsx";
import { useMay, useSession } from "../../session.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import type { AdjustmentRecord } from "./reach.ts";
import { stepNumber } from "./steps.ts";

const words = wordsOf(adjustmentsWords);

const initialOf = (name: string): string => [...name][0]?.toUpperCase() ?? "";

/** Who wrote it, who approved it, who may. */
export function ApprovalsCard({ record }: { readonly record: AdjustmentRecord }) {
  const { user } = useSession();
  const nameOf = usePersonName();
  const may = useMay();
  const { approval, authors, authority, review, state, version } = record;
  const waits = state === "submitted" || (review !== null && approval === null);
  const mine = waits && may("adjustments:approve") && !authors.includes(user.id);
  const named = (id: string) => (id === user.id ? `${user.name}${words.you}` : nameOf(id));
  return (
    <Card
      title={words.approvals}
      step={stepNumber(record.adjustment.kind, "approve")}
      anchor="approve"
      aside={authority === "two_people" ? words.twoPeople : undefined}
      flush
    >
      <ul className="people-list">
        {approval && (
          <li>
            <b aria-hidden="true">{initialOf(nameOf(approval.by))}</b>
            <span>{named(approval.by)}</span>
            <State icon={Check} tone="good">
              <When at={approval.at} /> {words.approvedBy}
            </State>
          </li>
        )}
        {mine && (
          <li className="mine">
            <b aria-hidden="true">{initialOf(user.name)}</b>
            <span>{named(user.id)}</span>
            <State icon={Hourglass} tone="waiting">
              {words.waiting}
            </State>
          </li>
        )}
        {authors.map((author) => (
          <li key={author}>
            <b aria-hidden="true">{initialOf(nameOf(author))}</b>
            <span>
              {named(author)} <small>{words.author_}</small>
            </span>
            {authority === "two_people" && (
              <State icon={Ban} tone="plain">
                {words.cannotOwn}
              </State>
            )}
          </li>
        ))}
      </ul>
      <p className="note pad">
        {authority === "two_people" ? words.approvalOf(version) : words.authorities[authority]}
        {review && (
          <>
            {" "}
            {words.reviewBy} <When at={review.due_at} /> · {words.reviewStates[review.state]}
          </>
        )}
      </p>
    </Card>
  );
}
