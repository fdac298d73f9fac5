import type { AdjustmentEventType } from "@fenqi/core/adjustment";
import type { AdjustmentEventKind, AdjustmentRow, Change, ChangeStore } from "./ports.ts";

/** Changes of adjustments are told as events, in the same transaction: whoever changes one cannot forget to. */
export function toldChanges(store: ChangeStore): ChangeStore {
  return {
    ...store,
    run: (merchant, work) => store.run(merchant, (change) => work(told(change))),
    runOnce: (once, work) => store.runOnce(once, (change) => work(told(change))),
  };
}

function told(change: Change): Change {
  return {
    ...change,

    async saveAdjustment(row, event, lookAt) {
      await change.saveAdjustment(row, event, lookAt);
      const type = adjustmentEvent(event.move, row);
      if (type === undefined) return;
      await change.appendEvent({ subject: row.adjustment.id, type, at: event.at, data: factsOf(row) });
    },

    async appendUpdate(update) {
      await change.appendUpdate(update);
      const { id, adjustment: subject, at, text } = update;
      await change.appendEvent({
        subject,
        type: "announcement.updated" satisfies AdjustmentEventType,
        at,
        data: { adjustment: subject, update: id, text },
      });
    },
  };
}

/** What others are told of a move; undefined for what is still between the people who run the store. */
function adjustmentEvent(
  move: AdjustmentEventKind,
  { state, announcedAt }: Pick<AdjustmentRow, "state" | "announcedAt">,
): AdjustmentEventType | undefined {
  switch (move) {
    case "create":
    case "seed":
    case "apply":
    case "schedule":
    case "emergency":
      if (state === "scheduled") return "adjustment.scheduled";
      return state === "active" ? "adjustment.started" : undefined;
    case "start":
      return "adjustment.started";
    case "extend":
      return "adjustment.extended";
    case "missed":
      return "adjustment.return_missed";
    case "ramp":
    case "advance":
      return "adjustment.ramping";
    case "roll_back":
      return "adjustment.rolled_back";
    case "lift":
      return "adjustment.lifted";
    case "withdraw":
      return announcedAt === null ? undefined : "adjustment.withdrawn";
    case "edit":
    case "submit":
    case "approve":
    case "reject":
    case "review":
    case "hold":
    case "close":
      return undefined;
  }
}

/** The words and times of the public record. */
function factsOf({ adjustment, state, ramp }: AdjustmentRow) {
  const { id, kind, cause, scope, starts_at, lifted_at, back, explanation, title, better, admits_ppm } = adjustment;
  return {
    adjustment: id,
    state,
    kind,
    cause,
    scope,
    starts_at: starts_at ?? null,
    back: back ?? null,
    lifted_at: lifted_at ?? null,
    explanation: explanation ?? null,
    title: title ?? null,
    better: better ?? null,
    ramp_step: ramp?.step ?? null,
    admits_ppm: admits_ppm ?? null,
  };
}
