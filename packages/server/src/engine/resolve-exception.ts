import { formatInstant, localDay, toIsoDate } from "@fenqi/core/calendar";
import {
  amountAtStake,
  bookResolution,
  type ExceptionMove,
  mayResolve,
  moveException,
  type Resolution,
  reversed,
} from "@fenqi/core/reconciliation";
import { type ChangeCommand, type ChangeDeps, changeOnce } from "./change-once.ts";
import type { Change, Decided, ExceptionRow, OnceOutcome } from "./ports.ts";
import { done, type Result, refuse } from "./refusals.ts";

export interface ResolveDeps extends ChangeDeps {
  /** Up to here one person is enough; minor units of whatever currency. */
  readonly aloneUpTo: number;
}

export interface MoveException extends ChangeCommand<ExceptionRow> {
  readonly reconciliation: string;
  readonly id: string;
}

type Outcome = Promise<OnceOutcome<Result<ExceptionRow>>>;

/** Ends an exception, for a reason and with a note; above the threshold it asks a second person to. */
export function resolveException(
  deps: ResolveDeps,
  command: MoveException & { readonly resolution: Resolution; readonly note: string },
): Outcome {
  const { resolution, note, by } = command;
  return move(deps, command, (row, at) => {
    if (!mayResolve(row, resolution))
      return refuse({ code: "resolution_not_possible", reason: row.reason, resolution });
    const alone = amountAtStake(row) <= deps.aloneUpTo;
    const decided: Decided = { resolution, note, by, at, approved_by: null, undo: null };
    return done({ move: alone ? "resolve" : "propose", decided, books: alone ? "resolution" : "nothing" });
  });
}

/** A second person agrees to what is proposed: a resolution, or its undoing. */
export function approveException(deps: ResolveDeps, command: MoveException): Outcome {
  return move(deps, command, ({ decided, state }) => {
    if (decided?.by === command.by && state === "proposed") return refuse({ code: "four_eyes" });
    if (decided?.undo?.by === command.by) return refuse({ code: "four_eyes" });
    return state === "undo_proposed"
      ? done({ move: "approve", decided: null, books: "reversal" })
      : done({ move: "approve", decided: decided && { ...decided, approved_by: command.by }, books: "resolution" });
  });
}

/**
 * Takes a proposal back, or undoes a resolution: the exception is open again, and what was booked is turned around. Above the threshold
 * a second person is asked for that too.
 */
export function undoResolution(deps: ResolveDeps, command: MoveException & { readonly note: string }): Outcome {
  const { note, by } = command;
  return move(deps, command, (row, at) => {
    const { decided, state } = row;
    if (state !== "resolved") {
      return done({
        move: "undo",
        decided: state === "undo_proposed" ? { ...decided!, undo: null } : null,
        books: "nothing",
      });
    }
    const alone = amountAtStake(row) <= deps.aloneUpTo;
    return alone
      ? done({ move: "undo", decided: null, books: "reversal" })
      : done({ move: "propose_undo", decided: { ...decided!, undo: { note, by, at } }, books: "nothing" });
  });
}

interface Moved {
  readonly move: ExceptionMove;
  readonly decided: Decided | null;
  readonly books: "nothing" | "resolution" | "reversal";
}

function move(
  deps: ResolveDeps,
  command: MoveException,
  decide: (row: ExceptionRow, at: string) => Result<Moved>,
): Outcome {
  return changeOnce(deps, command, async (change) => {
    const row = await change.readException(command.reconciliation, command.id);
    if (!row) return refuse({ code: "not_found" });
    const at = formatInstant(deps.now());
    const moved = decide(row, at);
    if (!moved.ok) return moved;
    const state = moveException(row.state, moved.value.move);
    if (!state) return refuse({ code: "move_not_allowed", state: row.state });
    const after: ExceptionRow = { ...row, state, decided: moved.value.decided, version: row.version + 1 };
    await bookMove(deps, change, { before: row, after, books: moved.value.books, at }, command.once.merchant);
    await tellMove(change, row, after, { ...command, move: moved.value.move, at });
    await change.saveException(after);
    return done(after);
  });
}

interface Booking {
  readonly before: ExceptionRow;
  readonly after: ExceptionRow;
  readonly books: Moved["books"];
  readonly at: string;
}

async function bookMove(deps: ResolveDeps, change: Change, { before, after, books, at }: Booking, merchant: string) {
  const decided = books === "reversal" ? before.decided : after.decided;
  if (books === "nothing" || !decided) return;
  const lines = bookResolution(before.partner, before, decided.resolution);
  await change.book({
    kind: books === "reversal" ? "undo_resolution" : "resolve_exception",
    bookedOn: toIsoDate(localDay(deps.now(), deps.live.of(merchant)!.compiled.zone)),
    at,
    currency: (before.there ?? before.here)!.currency,
    reference: `${before.reconciliation}/${before.id}`,
    lines: books === "reversal" ? reversed(lines) : lines,
  });
  if (before.reason === "missing_there" && decided.resolution === "accepted") {
    await change.expectMovement(before.entry!, books === "reversal");
  }
}

function tellMove(
  change: Change,
  before: ExceptionRow,
  after: ExceptionRow,
  { by, at, move }: { readonly by: string; readonly at: string; readonly move: ExceptionMove },
) {
  return change.audit({
    stream: "reconciliation",
    action: `exception.${move}`,
    subject: `${before.reconciliation}/${before.id}`,
    before: { state: before.state, decided: before.decided },
    after: {
      state: after.state,
      decided: after.decided,
      reason: before.reason,
      there: before.there,
      here: before.here,
    },
    by,
    at,
  });
}
