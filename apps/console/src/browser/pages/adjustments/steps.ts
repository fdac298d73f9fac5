import type { AdjustmentRecord } from "./reach.ts";

export const STEPS = [
  "change",
  "simulate",
  "explain",
  "alternatives",
  "compensate",
  "approve",
  "apply",
  "watch",
  "restore",
] as const;
export type StepId = (typeof STEPS)[number];
export type StepState = "done" | "now" | "todo";

type Kind = AdjustmentRecord["adjustment"]["kind"];
const INFORMING: readonly StepId[] = ["change", "explain", "approve", "apply"];

/** The steps of a kind, in their order: what only informs has nothing to simulate, decide or watch. */
export const stepsFor = (kind: Kind): readonly StepId[] => (kind === "inform" ? INFORMING : STEPS);

/** What stands before a card's title: its step's place. */
export const stepNumber = (kind: Kind, step: StepId): number => stepsFor(kind).indexOf(step) + 1;

const BEFORE = new Set<AdjustmentRecord["state"]>(["draft", "submitted", "approved", "withdrawn"]);
const OVER = new Set<AdjustmentRecord["state"]>(["lifted", "closed"]);

/** How far an adjustment is. A new one, without a record, has its first step before it. */
export function stepsOf(record: AdjustmentRecord | undefined, simulated: boolean): Readonly<Record<StepId, StepState>> {
  const written = record?.adjustment;
  const state = record?.state ?? "draft";
  const applied = !BEFORE.has(state);
  const done: Readonly<Record<StepId, boolean>> = {
    change: record !== undefined,
    simulate: simulated,
    explain: Boolean(written?.explanation?.["zh-CN"] && written.explanation.en),
    alternatives: written?.alternatives !== undefined,
    compensate: written?.compensation !== undefined,
    approve: applied || state === "approved",
    apply: applied && state !== "scheduled",
    watch: OVER.has(state) || state === "ramping",
    restore: OVER.has(state),
  };
  const now = stepsFor(written?.kind ?? "suspend").find(
    (step) => !done[step] && !(step === "simulate" && state !== "draft"),
  );
  return Object.fromEntries(STEPS.map((step) => [step, done[step] ? "done" : step === now ? "now" : "todo"])) as Record<
    StepId,
    StepState
  >;
}
