import type { AdjustmentRecord } from "@fenqi/contract";
import { EXIT, type Io } from "./command.ts";
import type { LocalTime } from "./local-time.ts";
import { table } from "./table.ts";

/** One adjustment in a few lines: where it stands, its words, who must do what next. */
export function showAdjustment(record: AdjustmentRecord, json: boolean, io: Io): number {
  io.out(json ? `${JSON.stringify(record, null, 2)}\n` : `${lines(record).join("\n")}\n`);
  return EXIT.ok;
}

function lines({ adjustment, state, ...record }: AdjustmentRecord): string[] {
  const { id, kind, explanation } = adjustment;
  return [
    `${id}  ${kind}  ${state}`,
    ...[explanation?.["zh-CN"], explanation?.en].flatMap((words) => (words === undefined ? [] : [`  ${words}`])),
    ...(record.approval ? [`  approved by ${record.approval.by}`] : []),
    ...(record.review ? [`  review ${record.review.state.replace("_", " ")}, until ${record.review.due_at}`] : []),
    ...(record.ramp ? [`  step ${record.ramp.step + 1} of its return${record.ramp.held ? ", held" : ""}`] : []),
    ...(record.overlaps?.length ? [`  also reaching its ways: ${record.overlaps.join(", ")}`] : []),
    ...(record.history ?? []).map(
      ({ at, move, by, note }) => `  ${at}  ${move.replace("_", " ")}  ${by}${note === null ? "" : `: ${note}`}`,
    ),
  ];
}

/** Adjustments as a table, as they come. */
export function adjustmentTable(items: readonly AdjustmentRecord[], time: LocalTime): string[] {
  const heads = ["id", "kind", "cause", "state", "reaches", `starts (${time.zone})`, "explanation"];
  const rows = items.map(({ adjustment, state }) => [
    adjustment.id,
    adjustment.kind,
    adjustment.cause,
    state,
    Object.entries(adjustment.scope)
      .map(([part, value]) => `${part}=${value}`)
      .join(" ") || "everything",
    time.minute(adjustment.starts_at),
    adjustment.explanation?.["zh-CN"] ?? "",
  ]);
  return table(
    heads.map((head) => ({ head })),
    rows,
  );
}
