import {
  Archive,
  CircleCheck,
  CircleSlash,
  Clock,
  FileWarning,
  Hourglass,
  Minus,
  Pause,
  TrendingUp,
} from "lucide-react";
import { wordsOf, written } from "../../locale.ts";
import { State } from "../../parts/state.tsx";
import { useZone } from "../../session.ts";
import { offersWords } from "../../words/offers.ts";
import type { CellState } from "./cell-state.ts";

const words = wordsOf(offersWords);

const LOOKS = {
  inForce: [CircleCheck, "good"],
  ramping: [TrendingUp, "paused"],
  paused: [Pause, "paused"],
  drift: [FileWarning, "paused"],
  quotaGone: [CircleSlash, "paused"],
  pending: [Hourglass, "waiting"],
  notYet: [Clock, "waiting"],
  ended: [Archive, "plain"],
  notThis: [Minus, "plain"],
} as const satisfies { readonly [K in CellState["kind"]]: readonly unknown[] };

/** How an offer stands, as icon, word and colour; `brief` without its own figures. */
export function CellLook({ state, brief = false }: { readonly state: CellState; readonly brief?: boolean }) {
  const zone = useZone();
  const [icon, tone] = LOOKS[state.kind];
  return (
    <State icon={icon} tone={tone}>
      {textOf(state, brief, zone)}
    </State>
  );
}

function textOf(state: CellState, brief: boolean, zone: string): string {
  if (state.kind === "ramping") return words.ramping(brief ? "" : written.share(state.admits / 1_000_000, 0));
  if (state.kind !== "pending") return words[state.kind];
  const kind = words.kinds[state.adjustment.kind] ?? state.adjustment.kind;
  if (brief) return words.stateCounts.waiting;
  const { starts_at: starts } = state.adjustment;
  return state.approved && starts ? words.scheduled(kind, written.day(starts, zone)) : words.pending(kind);
}
