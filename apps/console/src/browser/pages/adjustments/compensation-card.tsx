import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Facts } from "../../parts/facts.tsx";
import { useZone } from "../../session.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import type { AdjustmentRecord } from "./reach.ts";

const words = wordsOf(adjustmentsWords);

/** 5: who is given what for the way that they miss, and how much at most. */
export function CompensationCard({ record }: { readonly record: AdjustmentRecord }) {
  const zone = useZone();
  const rule = record.adjustment.compensation;
  const given = rule !== undefined && rule !== "none";
  return (
    <Card title={words.compensation} step={5} anchor="compensate" fact={given ? words.once : undefined}>
      {rule === undefined && <p className="quiet-text">{words.undecidedYet}</p>}
      {rule === "none" && <p>{words.noCompensation}</p>}
      {given && (
        <Facts
          rows={[
            [words.who, words.audiences[rule.audience]],
            [
              words.what,
              words.voucher(written.money(rule.amount, rule.currency), written.moment(rule.valid_until, zone)),
            ],
            [words.budget, written.money(rule.budget, rule.currency)],
          ]}
        />
      )}
    </Card>
  );
}
