import { Check, TriangleAlert } from "lucide-react";
import { wordsOf } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { State } from "../../parts/state.tsx";
import { When } from "../../parts/when.tsx";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { BackTime } from "./back.tsx";
import type { AdjustmentRecord } from "./reach.ts";
import { stepNumber } from "./steps.ts";

const words = wordsOf(adjustmentsWords);

/** 7: when it is told, starts and ends, with the notice measured against what its cause asks for. */
export function ScheduleCard({ record }: { readonly record: AdjustmentRecord }) {
  const { adjustment, announced_at, promises, notice } = record;
  const { kind, back, starts_at, lifted_at } = adjustment;
  const informs = kind === "inform";
  return (
    <Card
      title={words.schedule}
      step={stepNumber(kind, "apply")}
      anchor="apply"
      aside={notice && <NoticeState notice={notice} />}
    >
      <dl className="when-list">
        {(announced_at || notice) && (
          <>
            <dt>{announced_at ? <When at={announced_at} /> : words.atOnce}</dt>
            <dd>{words.announce}</dd>
          </>
        )}
        <dt>{starts_at ? <When at={starts_at} /> : words.atOnce}</dt>
        <dd>{words.start}</dd>
        <dt>
          <BackTime back={back} kind={kind} />
        </dt>
        <dd>{informs ? words.ends : BACKS[back?.kind ?? "none"]}</dd>
        {lifted_at && (
          <>
            <dt>
              <When at={lifted_at} />
            </dt>
            <dd>{informs ? words.states.closed : words.states.lifted}</dd>
          </>
        )}
      </dl>
      <ul className="promises">
        {promises
          .filter(({ outcome }) => outcome !== null)
          .map(({ promised_at, due_at, outcome }) => (
            <li key={promised_at}>
              {words.promise} {due_at && <When at={due_at} />} · {words.outcomes[outcome!]}
            </li>
          ))}
      </ul>
      {notice && <p className="note">{noticeText(notice)}</p>}
    </Card>
  );
}

const BACKS = { at: words.fullBack, window: words.windowBack, update_by: words.back, none: words.back };
type Notice = NonNullable<AdjustmentRecord["notice"]>;

function NoticeState({ notice }: { readonly notice: Notice }) {
  if (notice.asked_hours === 0) return null;
  return (
    <State icon={notice.kept ? Check : TriangleAlert} tone={notice.kept ? "good" : "paused"} filled>
      {words.notice(words.hours(notice.given_hours))}
    </State>
  );
}

function noticeText({ given_hours, asked_hours, kept }: Notice): string {
  if (asked_hours === 0) return words.noticeNone;
  const asked = words.hours(asked_hours);
  return kept ? words.noticeAsked(asked) : words.noticeShort(words.hours(given_hours), asked);
}
