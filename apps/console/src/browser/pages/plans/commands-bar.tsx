import { Banknote, CalendarClock, CircleCheck, PackageCheck, Undo2 } from "lucide-react";
import { wordsOf } from "../../locale.ts";
import { Menu } from "../../parts/menu.tsx";
import { useMay } from "../../session.ts";
import { planWords } from "../../words/plan.ts";
import { type CommandId, type Plan, possibleFor } from "./commands.ts";

const words = wordsOf(planWords);

/** Those that are used most, as buttons; the last of them is filled. */
const SHOWN = [
  ["repay", Banknote],
  ["move_due_dates", CalendarClock],
  ["settle", CircleCheck],
  ["activate", PackageCheck],
  ["refund", Undo2],
] as const satisfies readonly (readonly [CommandId, unknown])[];

interface BarProps {
  readonly plan: Plan;
  readonly open: CommandId | undefined;
  readonly onOpen: (command: CommandId) => void;
}

/** What can be done to a plan as it stands. Nothing is done here: each opens its preview. */
export function CommandsBar({ plan, open, onOpen }: BarProps) {
  const may = useMay()("plans:write");
  const possible = possibleFor(plan);
  const buttons = SHOWN.filter(([id]) => possible.includes(id));
  const others = possible.filter((id) => !SHOWN.some(([shown]) => shown === id));
  if (possible.length === 0) return null;
  return (
    <>
      {!may && <span className="note">{words.needs("plans:write")}</span>}
      {others.length > 0 && may && (
        <Menu label={words.more}>
          {others.map((id) => (
            <button key={id} type="button" className="menu-item" onClick={() => onOpen(id)}>
              {words.commands[id]}
            </button>
          ))}
        </Menu>
      )}
      {buttons.map(([id, Icon], at) => (
        <button
          key={id}
          type="button"
          className={at === buttons.length - 1 && open === undefined ? "btn filled" : "btn"}
          disabled={!may}
          aria-pressed={open === id}
          onClick={() => onOpen(id)}
        >
          <Icon size={16} aria-hidden="true" />
          {words.commands[id]}
        </button>
      ))}
    </>
  );
}
