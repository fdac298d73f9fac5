import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { PartnerCall } from "../engine/ports.ts";
import { type Timing, timings } from "./timings.ts";

/** Values read when somebody asks for the metrics. */
export interface Gauges {
  readonly recorderDepth: () => number;
  readonly recorderDropped: () => number;
  readonly catalogueAge: () => number | null;
  readonly partners: () => Promise<readonly PartnerGauge[]>;
}

/** How a partner's method stands, for alarms. */
export interface PartnerGauge {
  readonly merchant: string;
  readonly partner: string;
  readonly method: string;
  readonly open: boolean;
  /** Differences between what it reports and the terms in force. */
  readonly drifts: number;
}

export interface Metrics {
  answered(route: string, status: number, seconds: number): void;
  quoted(seconds: number): void;
  partnerCalled(call: PartnerCall): void;
  /** Requests that are being answered now. */
  inFlight(change: 1 | -1): void;
  text(): Promise<string>;
  readonly type: string;
}

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const COMPUTE_SECONDS = [0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.01, 0.1];

export function createMetrics(gauges: Gauges): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  // What is counted at every request is added up here, and handed over when somebody asks.
  const answers = new Map<string, { readonly route: string; readonly status: string; count: number }>();
  new Counter({
    name: "fenqi_http_requests_total",
    help: "Answers by route and status.",
    labelNames: ["route", "status"],
    registers,
    collect() {
      for (const answer of answers.values()) {
        this.inc({ route: answer.route, status: answer.status }, answer.count);
        answer.count = 0;
      }
    },
  });
  const latency = timings(registry, {
    name: "fenqi_http_request_seconds",
    help: "From the first byte of the head to the last of the answer.",
    buckets: SECONDS,
  });
  const compute = timings(registry, {
    name: "fenqi_quote_compute_seconds",
    help: "Making one quote: rules, JSON, digest and token.",
    buckets: COMPUTE_SECONDS,
  })();
  let flying = 0;
  new Gauge({
    name: "fenqi_http_in_flight",
    help: "Requests being answered.",
    registers,
    collect() {
      this.set(flying);
    },
  });
  addGauges(gauges, registers);
  const partnerCalled = countPartnerCalls(registers);
  addPartnerGauges(gauges.partners, registers);

  const timers = new Map<string, Timing>();
  return {
    answered(route, status, seconds) {
      memo(answers, `${route} ${status}`, () => ({ route, status: String(status), count: 0 })).count += 1;
      memo(timers, route, () => latency({ route })).observe(seconds);
    },
    quoted: compute.observe,
    partnerCalled,
    inFlight(change) {
      flying += change;
    },
    text: () => registry.metrics(),
    type: registry.contentType,
  };
}

function addGauges({ recorderDepth, recorderDropped, catalogueAge }: Gauges, registers: Registry[]): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge("fenqi_recorder_depth", "Quotes waiting to be recorded.", recorderDepth);
  gauge("fenqi_recorder_dropped_total", "Quotes that were not recorded because too many waited.", recorderDropped);
  gauge(
    "fenqi_catalogue_age_seconds",
    "Since the store last confirmed that the catalogue is the newest.",
    () => catalogueAge() ?? -1,
  );
}

function countPartnerCalls(registers: Registry[]): (call: PartnerCall) => void {
  const calls = new Counter({
    name: "fenqi_partner_calls_total",
    help: "Calls to partners that went over the line, by how they ended.",
    labelNames: ["merchant", "partner", "method", "operation", "result"],
    registers,
  });
  const latency = new Histogram({
    name: "fenqi_partner_call_seconds",
    help: "From the question to the checked answer, or to giving up.",
    labelNames: ["merchant", "partner", "method", "operation"],
    buckets: SECONDS,
    registers,
  });
  return ({ merchant, partner, method, operation, result, ms }) => {
    calls.inc({ merchant, partner, method, operation, result });
    latency.observe({ merchant, partner, method, operation }, ms / 1000);
  };
}

function addPartnerGauges(partners: Gauges["partners"], registers: Registry[]): void {
  const labelNames = ["merchant", "partner", "method"] as const;
  const gauge = (name: string, help: string, read: (one: PartnerGauge) => number) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      async collect() {
        this.reset();
        for (const one of await partners()) {
          const { merchant, partner, method } = one;
          this.set({ merchant, partner, method }, read(one));
        }
      },
    });
  gauge("fenqi_partner_open", "1 while a partner's method is suspended by its breaker or a person.", ({ open }) =>
    open ? 1 : 0,
  );
  gauge(
    "fenqi_partner_drift",
    "Differences between what a partner reports and the terms in force.",
    ({ drifts }) => drifts,
  );
}

function memo<T>(kept: Map<string, T>, key: string, make: () => T): T {
  const known = kept.get(key);
  if (known) return known;
  const made = make();
  kept.set(key, made);
  return made;
}
