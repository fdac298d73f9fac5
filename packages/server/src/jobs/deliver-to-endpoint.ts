import { formatInstant } from "@fenqi/core/calendar";
import { secretsAt } from "../engine/endpoint-secrets.ts";
import type { Attempted, DueDelivery, FreshPage, HeldEndpoint } from "../engine/ports.ts";
import { judgeAnswer } from "../engine/webhook-answer.ts";
import { disableEndpoint } from "../engine/webhook-endpoints.ts";
import { type DeliverDeps, LEASE_MS } from "./deliver-webhooks.ts";
import { type ResultKeeper, resultKeeper } from "./keep-results.ts";

/** Requests to one endpoint at a time, each of another subject. */
const WIDTH = 8;
/**
 * Answers that may be not kept yet: when this worker dies they are lost, and what they were about is sent again. Few as long as
 * it is not known that everything arrives; then as many as keep the requests going while others are being kept: an eighth of a
 * page, before which nearly as many have arrived as it has.
 */
const UNKEPT = WIDTH;
const unkeptAtEase = (size: number) => Math.max(8 * WIDTH, size / 8);
/** Deliveries, or events, that are read at a time: twice as many after each page of which all arrived. */
const PAGE = 100;
const LARGEST_PAGE = 1_600;
/** Nothing is begun when the lease ends sooner: a request would outlive it, and the order would be lost. */
const MARGIN_MS = 20_000;
/** After so many failures in a row an endpoint rests: it has rather gone than slipped. */
const FAILURES = 2 * WIDTH;
const REST_MS = 30_000;

/** How an endpoint is sent to: carefully until it is known that everything arrives, then more at a time. */
export interface Pace {
  /** Deliveries, or events, that are read at a time. */
  readonly size: number;
  /** All of the last page arrived. */
  readonly arrives: boolean;
}

export const CAREFUL: Pace = { size: PAGE, arrives: false };

/** Where an endpoint's run stands, shared by its lanes. */
interface Run {
  /** In a row. */
  failures: number;
  /** Some of this page has, or nothing was sent yet. */
  failed: boolean;
  restsUntilMs: number | null;
  gone: boolean;
}

/** What is to be sent next: what is due, or else events. */
interface Turn {
  readonly endpoint: HeldEndpoint;
  readonly leasedUntilMs: number;
  readonly due: readonly DueDelivery[];
  readonly page: FreshPage | undefined;
}

/** Renews the lease and reads what is next, behind `page`. Undefined when there is nothing, or the endpoint is not ours any more. */
async function look(
  deps: DeliverDeps,
  held: HeldEndpoint,
  size: number,
  behind?: FreshPage,
): Promise<Turn | undefined> {
  const { queue, worker, now } = deps;
  const leasedUntilMs = now() + LEASE_MS;
  const endpoint = await queue.renew(held, worker, formatInstant(leasedUntilMs));
  if (!endpoint) return undefined;
  const due = await queue.due(endpoint, formatInstant(now()), size);
  const page = due.length > 0 ? undefined : await queue.fresh(endpoint, worker, size, behind);
  return due.length > 0 || page ? { endpoint, leasedUntilMs, due, page } : undefined;
}

/**
 * Sends an endpoint all that is due, and gives it back. While a page of fresh events is sent it looks for what is next, and where all
 * of the page arrived goes on with that at once, while the last of its results are kept. Where anything of it has to wait, which
 * holds others up, that is kept first, and it looks again. Resolves to the pace that it had in the end, for the next time.
 */
export async function deliverTo(
  deps: DeliverDeps,
  held: HeldEndpoint,
  stop: AbortSignal,
  pace: Pace = CAREFUL,
): Promise<Pace> {
  const { queue, worker, now } = deps;
  const run: Run = { failures: 0, failed: !pace.arrives, restsUntilMs: null, gone: false };
  const results = resultKeeper<Attempted>();
  let { size } = pace;
  let ahead: Promise<Turn | undefined> | undefined;
  const next = async (): Promise<Turn | undefined> => {
    const turn = await ahead;
    ahead = undefined;
    if (turn) return turn;
    await results.kept();
    return look(deps, held, size);
  };
  try {
    while (!stop.aborted && run.restsUntilMs === null) {
      const turn = await next();
      if (!turn) break;
      const { endpoint, leasedUntilMs, due, page } = turn;
      const atEase = unkeptAtEase(size);
      const sending = { deps, endpoint, run, results, atEase, lastStartMs: leasedUntilMs - MARGIN_MS, stop };
      const larger = Math.min(2 * size, LARGEST_PAGE);
      if (page) {
        ahead = look(deps, held, larger, page);
        ahead.catch(() => undefined);
      }
      const { arrived, isThrough } = page ? await sendFresh(sending, page) : await sendDue(sending, due);
      run.failed = !arrived;
      size = arrived ? larger : PAGE;
      // Its lease is younger than this one.
      const isOurs = now() < leasedUntilMs - LEASE_MS / 2;
      if (!isThrough || !isOurs) ahead = ahead?.then(() => undefined);
    }
    await results.kept();
    if (run.gone) await disableEndpoint(deps, held.merchant, held.id);
    return run.failed ? CAREFUL : { size, arrives: true };
  } finally {
    await ahead?.catch(() => undefined);
    await results.kept().catch(() => undefined);
    await queue.release(held, worker, run.restsUntilMs === null ? null : formatInstant(run.restsUntilMs));
  }
}

/** What pages of one endpoint are sent with. */
interface Sending {
  readonly deps: DeliverDeps;
  readonly endpoint: HeldEndpoint;
  readonly run: Run;
  readonly results: ResultKeeper<Attempted>;
  /** Answers that may be not kept yet, as long as everything arrives. */
  readonly atEase: number;
  readonly lastStartMs: number;
  readonly stop: AbortSignal;
}

/** What became of a page. */
interface Sent {
  /** All that could be sent. */
  readonly arrived: boolean;
  /** All of it, and nothing waits. */
  readonly isThrough: boolean;
}

/** Sends deliveries that are due. */
async function sendDue(sending: Sending, due: readonly DueDelivery[]): Promise<Sent> {
  const { deps, endpoint } = sending;
  const { arrived } = await sendPage(sending, due, (batch) =>
    deps.queue.record(endpoint, batch, formatInstant(deps.now())),
  );
  return { arrived, isThrough: false };
}

/** Sends events that it was not told of yet; what was not sent of them becomes deliveries that wait. */
async function sendFresh(sending: Sending, page: FreshPage): Promise<Sent> {
  const { deps, endpoint, results } = sending;
  const { queue, worker, now } = deps;
  const free = page.events.filter(({ isHeld }) => !isHeld);
  const { arrived, tried } = await sendPage(sending, free, (batch) =>
    queue.keep(endpoint, worker, page.source, batch, formatInstant(now())),
  );
  const untried = page.events.flatMap(({ seq }) => (tried.has(seq) ? [] : [seq]));
  results.add(() => queue.pass(endpoint, worker, page, untried, formatInstant(now())));
  return { arrived: arrived && tried.size === free.length, isThrough: arrived && untried.length === 0 };
}

/** Sends a page, subjects side by side and each subject's events one after the other. Says what was sent, and whether all of that arrived. */
async function sendPage(
  { deps, endpoint, run, results, atEase, lastStartMs, stop }: Sending,
  page: readonly DueDelivery[],
  keep: (results: readonly Attempted[]) => Promise<void>,
): Promise<{ readonly arrived: boolean; readonly tried: ReadonlySet<number> }> {
  const { sender, vault, now, random } = deps;
  const secrets = secretsAt(vault, endpoint.secrets, now()).map(({ secret }) => secret);
  const tried = new Set<number>();
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
    tried.add(seq);
    results.add(keep, { seq, attempts, delivered, dueAt, status: answer.status, error });
    // What was given up holds nobody back any more.
    return dueAt === null;
  };

  const worker = async () => {
    for (const lane of lanes) {
      for (const delivery of lane) {
        const hasRoom = await results.room(run.failed ? UNKEPT : atEase);
        if (!hasRoom || !mayStart() || !(await attempt(delivery))) break;
      }
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, worker));
  return { arrived, tried };
}
