import { formatInstant } from "@fenqi/core/calendar";
import { secretsAt } from "../engine/endpoint-secrets.ts";
import type { Attempted, DueDelivery, HeldEndpoint } from "../engine/ports.ts";
import { judgeAnswer } from "../engine/webhook-answer.ts";
import { disableEndpoint } from "../engine/webhook-endpoints.ts";
import { type DeliverDeps, LEASE_MS } from "./deliver-webhooks.ts";
import { resultKeeper } from "./keep-results.ts";

/** Requests to one endpoint at a time, each of another subject. */
const WIDTH = 8;
/**
 * Answers that may be not kept yet: when this worker dies they are lost, and what they were about is sent again. Few as long as
 * it is not known that everything arrives; then as many as keep the requests going while others are being kept.
 */
const UNKEPT = WIDTH;
const UNKEPT_AT_EASE = 8 * WIDTH;
/** Deliveries that are read at a time, and events that are turned into deliveries: twice as many after each page of which all arrived. */
const PAGE = 100;
const LARGEST_PAGE = 1_600;
/** Nothing is begun when the lease ends sooner: a request would outlive it, and the order would be lost. */
const MARGIN_MS = 20_000;
/** After so many failures in a row an endpoint rests: it has rather gone than slipped. */
const FAILURES = 2 * WIDTH;
const REST_MS = 30_000;

/** Where an endpoint's run stands, shared by its lanes. */
interface Run {
  /** In a row. */
  failures: number;
  /** Some of this page has, or nothing was sent yet. */
  failed: boolean;
  restsUntilMs: number | null;
  gone: boolean;
}

/** Sends an endpoint all that is due, and gives it back. */
export async function deliverTo(deps: DeliverDeps, held: HeldEndpoint, stop: AbortSignal): Promise<void> {
  const { queue, worker, now } = deps;
  const run: Run = { failures: 0, failed: true, restsUntilMs: null, gone: false };
  let size = PAGE;
  try {
    while (!stop.aborted && run.restsUntilMs === null) {
      const leasedUntilMs = now() + LEASE_MS;
      const endpoint = await queue.renew(held, worker, formatInstant(leasedUntilMs));
      if (!endpoint) return;
      const at = formatInstant(now());
      const more = await queue.spread(endpoint, worker, at, size);
      const page = await queue.due(endpoint, at, size);
      if (page.length === 0 && !more) break;
      const arrived = await sendPage(deps, endpoint, page, run, leasedUntilMs - MARGIN_MS, stop);
      run.failed = !arrived;
      size = arrived ? Math.min(2 * size, LARGEST_PAGE) : PAGE;
    }
    if (run.gone) await disableEndpoint(deps, held.merchant, held.id);
  } finally {
    await queue.release(held, worker, run.restsUntilMs === null ? null : formatInstant(run.restsUntilMs));
  }
}

/** Sends a page, subjects side by side and each subject's events one after the other. Says whether all that was sent arrived. */
async function sendPage(
  deps: DeliverDeps,
  endpoint: HeldEndpoint,
  page: readonly DueDelivery[],
  run: Run,
  lastStartMs: number,
  stop: AbortSignal,
): Promise<boolean> {
  const { queue, sender, vault, now, random } = deps;
  const secrets = secretsAt(vault, endpoint.secrets, now()).map(({ secret }) => secret);
  const results = resultKeeper<Attempted>((batch) => queue.record(endpoint, batch, formatInstant(now())));
  let arrived = true;
  const lanes = [...Map.groupBy(page, ({ subject }) => subject).values()].values();
  const mayStart = () => !stop.aborted && run.restsUntilMs === null && now() < lastStartMs;

  const attempt = async ({ seq, event, attempts, body }: DueDelivery): Promise<boolean> => {
    const answer = await sender.send({ url: endpoint.url, id: event, atMs: now(), secrets, body }, stop);
    // Ended by us: nobody knows what the receiver made of it, and it is sent again.
    if (answer.status === null && stop.aborted) return false;
    const nowMs = now();
    const verdict = judgeAnswer(answer, attempts + 1, nowMs, random());
    run.failures = verdict.delivered ? 0 : run.failures + 1;
    run.failed ||= !verdict.delivered;
    arrived &&= verdict.delivered;
    run.gone ||= verdict.gone;
    if (verdict.gone) run.restsUntilMs = nowMs;
    else if (verdict.askedMs !== null) run.restsUntilMs = nowMs + verdict.askedMs;
    else if (run.failures >= FAILURES) run.restsUntilMs = nowMs + REST_MS;
    const dueAt = verdict.waitMs === null ? null : formatInstant(nowMs + verdict.waitMs);
    const { delivered, error } = verdict;
    results.add({ seq, attempts, delivered, dueAt, status: answer.status, error });
    // What was given up holds nobody back any more.
    return dueAt === null;
  };

  const worker = async () => {
    for (const lane of lanes) {
      for (const delivery of lane) {
        const hasRoom = await results.room(run.failed ? UNKEPT : UNKEPT_AT_EASE);
        if (!hasRoom || !mayStart() || !(await attempt(delivery))) break;
      }
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, worker));
  await results.kept();
  return arrived;
}
