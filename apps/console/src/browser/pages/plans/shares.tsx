import { Landmark, Store, User } from "lucide-react";
import { wordsOf, written } from "../../locale.ts";
import { planWords } from "../../words/plan.ts";
import { plansWords } from "../../words/plans.ts";
import type { Plan } from "./commands.ts";
import type { Preview } from "./queries.ts";

const words = wordsOf(planWords);
const PARTIES = [
  ["shopper", User],
  ["partner", Landmark],
  ["store", Store],
] as const;

interface SharesProps {
  readonly plan: Plan;
  readonly preview: Preview;
  readonly saving: number | undefined;
}

/** Who gets what from a command; the three add up to nothing. And what state the plan is in afterwards. */
export function Shares({ plan, preview, saving }: SharesProps) {
  const { currency } = plan;
  const state = wordsOf(plansWords).states[preview.state];
  return (
    <div className="shares pad">
      <h3>{words.whoGets}</h3>
      <ul>
        {PARTIES.map(([party, Icon]) => {
          const share = preview.shares[party];
          const note = share > 0 ? "got" : share < 0 ? "gave" : "same";
          return (
            <li key={party}>
              <Icon size={16} aria-hidden="true" />
              <span>
                <b>{words.parties[party]}</b>
                <small>{words.partyNotes[note]}</small>
              </span>
              <b className={`number ${note}`}>{written.difference(share, currency)}</b>
            </li>
          );
        })}
      </ul>
      <p className="note">
        {words.after(state)}
        {saving !== undefined && ` · ${words.saving(written.money(saving, currency))}`}
      </p>
    </div>
  );
}
