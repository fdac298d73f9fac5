import { wordsOf, written } from "../../locale.ts";
import { Card } from "../../parts/card.tsx";
import { Facts } from "../../parts/facts.tsx";
import { useZone } from "../../session.ts";
import { adjustmentsWords } from "../../words/adjustments.ts";
import { type Estimate, estimate } from "./compensation-estimate.ts";
import type { Simulation } from "./queries.ts";
import type { AdjustmentRecord } from "./reach.ts";

const words = wordsOf(adjustmentsWords);
type Rule = Exclude<NonNullable<AdjustmentRecord["adjustment"]["compensation"]>, "none">;

interface CompensationProps {
  readonly record: AdjustmentRecord;
  readonly simulation: Simulation | null | undefined;
}

/** 5: who is given what for the way that they miss, and how much at most. */
export function CompensationCard({ record, simulation }: CompensationProps) {
  const rule = record.adjustment.compensation;
  const given = rule !== undefined && rule !== "none";
  return (
    <Card title={words.compensation} step={5} anchor="compensate" fact={given ? words.once : undefined}>
      {rule === undefined && <p className="quiet-text">{words.undecidedYet}</p>}
      {rule === "none" && <p>{words.noCompensation}</p>}
      {given && <Given rule={rule} estimated={estimateOf(record, rule, simulation)} />}
    </Card>
  );
}

function Given({ rule, estimated }: { readonly rule: Rule; readonly estimated: Estimate | undefined }) {
  const zone = useZone();
  const money = (minor: number) => written.money(minor, rule.currency);
  return (
    <div className="spend">
      <Facts
        rows={[
          [words.who, words.audiences[rule.audience]],
          [words.what, words.voucher(money(rule.amount), written.moment(rule.valid_until, zone))],
          [words.budget, money(rule.budget)],
          [words.expected, estimated ? peopleText(estimated) : words.noEstimate],
        ]}
      />
      {estimated && (
        <div>
          <p className="row-ends">
            <b>{words.expectedCost(money(estimated.cost))}</b>
            <span className="note">{words.budgetOf(money(rule.budget))}</span>
          </p>
          <div className="meter" aria-hidden="true">
            <span style={{ width: `${(100 * estimated.cost) / rule.budget}%` }} />
          </div>
          <p className="note">
            {written.share(estimated.cost / rule.budget)} {estimated.over && words.overBudget}
          </p>
        </div>
      )}
    </div>
  );
}

const peopleText = ({ people, carts, days, lasts }: Estimate): string =>
  words.people(written.count(people), `${written.count(carts)} ÷ ${days.toFixed(1)} × ${lasts.toFixed(2)}`);

function estimateOf(record: AdjustmentRecord, rule: Rule, simulation: Simulation | null | undefined) {
  const { back, starts_at } = record.adjustment;
  const impact = simulation?.summary?.currencies.find(({ currency }) => currency === rule.currency);
  if (!impact || !simulation) return undefined;
  const ends = back?.kind === "at" ? back.at : back?.kind === "window" ? back.until : undefined;
  return estimate(impact, rule, simulation, { starts: starts_at ?? new Date().toISOString(), ends });
}
