import { useEffect } from "react";
import { wordsOf } from "../../locale.ts";
import { isTyping } from "../../parts/typing.ts";
import { useMay, useSession } from "../../session.ts";
import { adjustmentMovesWords } from "../../words/adjustment-moves.ts";
import { type Hindrance, type MoveId, type MoveState, movesOf } from "./moves.ts";
import type { AdjustmentRecord } from "./reach.ts";

const words = wordsOf(adjustmentMovesWords);

/** Names of moves; what only informs has some of its own. */
export const moveWordsOf = (informs: boolean) =>
  informs
    ? {
        buttons: { ...words.buttons, ...words.informing.buttons },
        titles: { ...words.titles, ...words.informing.titles },
        leads: { ...words.leads, ...words.informing.leads },
      }
    : words;

export const hindranceText = (hindrance: Hindrance): string => {
  switch (hindrance.kind) {
    case "permission":
      return words.hindrances.permission(hindrance.permission);
    case "author":
      return words.hindrances.author;
    case "open":
      return words.hindrances.open(hindrance.parts.map((part) => words.parts[part]));
  }
};

interface MovesBarProps {
  readonly record: AdjustmentRecord;
  /** While fields hold what is not saved, nothing moves. */
  readonly unsaved: boolean;
  readonly onMove: (move: MoveId) => void;
}

/** The moves that stand open. What this person cannot do stays, with its reason; `A` opens the approval, never makes it. */
export function MovesBar({ record, unsaved, onMove }: MovesBarProps) {
  const may = useMay();
  const { user } = useSession();
  const moves = movesOf(record, user.id, may);
  const approval = moves.find(({ id }) => id === "approve" || id === "review");
  const open = approval && !approval.hindrance && !unsaved ? approval.id : undefined;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== "a" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (open && !document.querySelector("dialog[open]")) onMove(open);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [open, onMove]);
  const [first] = moves;
  const hindered = first?.hindrance;
  return (
    <>
      {moves.toReversed().map((move) => (
        <MoveButton
          key={move.id}
          informs={record.adjustment.kind === "inform"}
          move={move}
          filled={move === first}
          unsaved={unsaved}
          onMove={onMove}
        />
      ))}
      {(unsaved || moves.some(({ hindrance }) => hindrance)) && (
        <p className="why-not" id="why-not">
          {unsaved
            ? words.hindrances.unsaved
            : hindranceText(hindered ?? moves.find((move) => move.hindrance)!.hindrance!)}
        </p>
      )}
    </>
  );
}

interface MoveButtonProps {
  readonly informs: boolean;
  readonly move: MoveState;
  readonly filled: boolean;
  readonly unsaved: boolean;
  readonly onMove: (move: MoveId) => void;
}

function MoveButton({ informs, move, filled, unsaved, onMove }: MoveButtonProps) {
  const { id, hindrance } = move;
  const blocked = hindrance !== undefined || unsaved;
  return (
    <button
      type="button"
      className={`btn${filled ? " filled" : ""}${id === "roll_back" ? " danger" : ""}`}
      disabled={blocked}
      title={hindrance ? hindranceText(hindrance) : undefined}
      aria-describedby={blocked ? "why-not" : undefined}
      onClick={() => onMove(id)}
    >
      {moveWordsOf(informs).buttons[id]}
      {(id === "approve" || id === "review") && <kbd>A</kbd>}
    </button>
  );
}
