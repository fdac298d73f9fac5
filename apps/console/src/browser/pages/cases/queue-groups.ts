import type { api } from "../../api.ts";

export type CaseListed = Awaited<ReturnType<typeof api.cases>>["items"][number];
export type QueueGroup = "live" | "messages" | "follow" | "closed";

/** Who wrote so recently is probably still looking at the page. */
const LIVE_MS = 15 * 60_000;
const MINUTE_MS = 60_000;

/** The queue's groups in the order of the screen: those who wait on the page, those who wait, what is followed up. */
export function groupCases(
  cases: readonly CaseListed[],
  nowMs: number,
): readonly { readonly group: QueueGroup; readonly cases: readonly CaseListed[] }[] {
  const groups: Record<QueueGroup, CaseListed[]> = { live: [], messages: [], follow: [], closed: [] };
  for (const each of cases) groups[groupOf(each, nowMs)].push(each);
  // First come, first served, whatever the queues promise.
  const since = ({ waiting_since, created_at }: CaseListed) => Date.parse(waiting_since ?? created_at);
  for (const group of ["live", "messages"] as const) groups[group].sort((a, b) => since(a) - since(b));
  return (["live", "messages", "follow", "closed"] as const)
    .map((group) => ({ group, cases: groups[group] }))
    .filter((each) => each.cases.length > 0);
}

function groupOf({ state, waiting_since }: CaseListed, nowMs: number): QueueGroup {
  if (state === "closed") return "closed";
  if (state === "answered" || waiting_since === null) return "follow";
  return nowMs - Date.parse(waiting_since) < LIVE_MS ? "live" : "messages";
}

/** How long somebody waits, in its largest unit, and how near that is to the time that was promised. */
export interface Waiting {
  readonly unit: "minutes" | "hours" | "days";
  readonly count: number;
  readonly tone: "plain" | "paused" | "bad";
}

/** Share of the promised time after which a case is near its limit. */
const NEAR = 0.75;

/** How long a case waits for the store; undefined where it waits for nobody. */
export function waitingOf(
  { waiting_since, due_at }: Pick<CaseListed, "waiting_since" | "due_at">,
  nowMs: number,
): Waiting | undefined {
  if (waiting_since === null) return undefined;
  const since = Date.parse(waiting_since);
  const minutes = Math.max(0, Math.floor((nowMs - since) / MINUTE_MS));
  const due = due_at === null ? Number.POSITIVE_INFINITY : Date.parse(due_at);
  const tone = nowMs > due ? "bad" : nowMs - since > (due - since) * NEAR ? "paused" : "plain";
  if (minutes < 60) return { unit: "minutes", count: minutes, tone };
  if (minutes < 48 * 60) return { unit: "hours", count: Math.floor(minutes / 60), tone };
  return { unit: "days", count: Math.floor(minutes / (24 * 60)), tone };
}
