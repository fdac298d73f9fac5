import type { Method } from "@fenqi/core/offer";
import {
  BrokenCircuitError,
  CircuitState,
  CountBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from "cockatiel";
import type {
  Connection,
  MovementAsk,
  PartnerAnswer,
  PartnerCall,
  PartnerFault,
  PartnerOperation,
  PartnerPort,
} from "../../engine/ports.ts";
import { isPassing, isWithoutEffect, type MoveAsk, type PartnerAdapter, PartnerFailure } from "./adapter.ts";
import { retryBudget } from "./retry-budget.ts";
import { verifyCallbacks } from "./verify-callbacks.ts";

/** Milliseconds that one try of each operation may take. Nobody waits for the terms; a shopper waits for a pre-check. */
export type Deadlines = { readonly [O in PartnerOperation]: number };

export const DEADLINES: Deadlines = {
  describe_terms: 2_000,
  pre_check: 800,
  authorise: 8_000,
  look_up: 2_000,
  capture: 8_000,
  cancel: 8_000,
  refund: 8_000,
  collect: 8_000,
  look_up_movement: 2_000,
};

/** What moves money, so that a lost answer may hide an effect. */
const MOVING: ReadonlySet<PartnerOperation> = new Set(["authorise", "capture", "cancel", "refund", "collect"]);

/** Opens when more than half of the last ten calls failed, of five at least: after ten failures in a row at the latest. */
const WINDOW = { size: 10, threshold: 0.5, minimumNumberOfCalls: 5 };
/** Then one call at a time is let through to see, this long after the last. */
const HALF_OPEN_AFTER_MS = 1_000;
const RETRIES = 1;

export interface GuardOptions extends Connection {
  readonly now: () => number;
  /** Told of every try that went over the line. */
  readonly record: (call: PartnerCall) => void;
  /** Told when a breaker opens. */
  readonly opened: (method: Method) => void;
  readonly deadlines?: Deadlines;
}

/** A port of an adapter: deadlines, retries within a budget, a breaker per method, and every try counted. */
export function guard(adapter: PartnerAdapter, options: GuardOptions): PartnerPort {
  const { merchant, partner, now, record, opened, deadlines = DEADLINES } = options;
  const budget = retryBudget();
  const lines = new Map<Method, ReturnType<typeof newLine>>();
  const lineOf = (method: Method) => {
    const known = lines.get(method);
    if (known) return known;
    const line = newLine();
    line.onBreak(() => opened(method));
    lines.set(method, line);
    return line;
  };

  /** One try over the line, counted. */
  async function attempt<T>(method: Method, operation: PartnerOperation, work: Work<T>): Promise<T> {
    const atMs = now();
    const start = performance.now();
    const count = (result: PartnerCall["result"]) =>
      record({ merchant, partner, method, operation, atMs, ms: performance.now() - start, result });
    try {
      const value = await timeout(deadlines[operation], TimeoutStrategy.Aggressive).execute(({ signal }) =>
        work(signal),
      );
      count(isDeclined(value) ? "declined" : "answered");
      return value;
    } catch (error) {
      const failure = toFailure(error);
      count(failure.fault);
      throw failure;
    }
  }

  async function call<T>(method: Method, operation: PartnerOperation, work: Work<T>): Promise<PartnerAnswer<T>> {
    budget.earn();
    try {
      const policy = wrap(retrying(budget.spend), lineOf(method));
      return { kind: "answered", value: await policy.execute(() => attempt(method, operation, work)) };
    } catch (error) {
      const { fault } = toFailure(error);
      const unclear = MOVING.has(operation) && !isWithoutEffect(fault);
      return { kind: unclear ? "unclear" : "failed", fault };
    }
  }

  const move = (kind: MoveAsk["kind"], ask: MovementAsk) =>
    call(ask.funding.method, kind, (signal) => adapter.move({ ...ask, kind }, signal));

  return {
    describeTerms: (method) => call(method, "describe_terms", (signal) => adapter.describeTerms(method, signal)),
    preCheck: (ask) => call(ask.method, "pre_check", (signal) => adapter.preCheck(ask, signal)),
    authorise: (ask, key) => call(ask.method, "authorise", (signal) => adapter.authorise(ask, key, signal)),
    lookUp: (ask) => call(ask.method, "look_up", (signal) => adapter.lookUp(ask, signal)),
    capture: (ask) => move("capture", ask),
    cancel: (ask) => move("cancel", ask),
    refund: (ask) => move("refund", ask),
    collects: adapter.collect !== undefined,
    collect: async (ask) =>
      adapter.collect
        ? call(ask.funding.method, "collect", (signal) => adapter.collect!(ask, signal))
        : { kind: "failed", fault: "refused" },
    lookUpMovement: (ask) =>
      call(ask.funding.method, "look_up_movement", (signal) => adapter.lookUpMovement(ask, signal)),
    verifyCallback: verifyCallbacks(adapter, now),
    readSettlementFile: adapter.readSettlementFile,
    breaker: (method) => STATES[lineOf(method).state],
  };
}

type Work<T> = (signal: AbortSignal) => Promise<T>;

const STATES = {
  [CircuitState.Closed]: "closed",
  [CircuitState.Open]: "open",
  [CircuitState.HalfOpen]: "half_open",
  [CircuitState.Isolated]: "open",
} as const;

/** A question that the partner refuses says nothing about its health. */
const newLine = () =>
  circuitBreaker(
    handleWhen((error) => !(error instanceof PartnerFailure && error.fault === "refused")),
    { halfOpenAfter: HALF_OPEN_AFTER_MS, breaker: new CountBreaker(WINDOW) },
  );

const retrying = (spend: () => boolean) =>
  retry(
    handleWhen((error) => error instanceof PartnerFailure && isPassing(error.fault) && spend()),
    { maxAttempts: RETRIES, backoff: new ExponentialBackoff({ initialDelay: 50, maxDelay: 400 }) },
  );

const isDeclined = (value: unknown): boolean =>
  (value as { readonly state?: string } | undefined)?.state === "declined";

/** Any failure of a try as one of ours. A bug in an adapter stays a failure of the call, never a yes. */
function toFailure(error: unknown): PartnerFailure {
  if (error instanceof PartnerFailure) return error;
  return new PartnerFailure(faultOf(error), { cause: error });
}

function faultOf(error: unknown): PartnerFault {
  if (error instanceof BrokenCircuitError) return "breaker_open";
  if (error instanceof TaskCancelledError) return "timeout";
  return "wrong_schema";
}
