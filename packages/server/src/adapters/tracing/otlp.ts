import diagnostics from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { context, propagation, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace-base";
import { traceStatements } from "./trace-statements.ts";

export interface TracingConfig {
  /** Of the collector, such as `http://collector:4318`; `/v1/traces` is added. */
  readonly endpoint: string;
  readonly service: string;
  /** Share of the requests that come without a trace of their own, 0 to 1. */
  readonly ratio: number;
}

export interface Tracing {
  /** Sends what waits, and listens no more. */
  close(): Promise<void>;
}

const FLUSH_MS = 2_000;

/**
 * Traces of requests, and of the statements and calls to others that they make, sent to an OpenTelemetry collector. It listens to
 * what Node and Fastify tell of themselves anyhow, so that a server without it pays nothing.
 *
 * A span says route, status and who was called; never an address's query, a body, a parameter or a key.
 */
export function startTracing({ endpoint, service, ratio }: TracingConfig): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, "")}/v1/traces` });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": service }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 1_000, exportTimeoutMillis: FLUSH_MS })],
  });
  const contexts = new AsyncLocalStorageContextManager().enable();
  context.setGlobalContextManager(contexts);
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const tracer = provider.getTracer("fenqi");

  const served = new WeakMap<object, Span>();
  const called = new WeakMap<object, Span>();
  const listening: [string, (message: unknown) => void][] = [];
  const on = <M>(channel: string, hear: (message: M) => void) =>
    listening.push([channel, hear as (m: unknown) => void]);

  on<Served>("http.server.request.start", ({ request }) => {
    const parent = propagation.extract(ROOT_CONTEXT, request.headers);
    const attributes = { "http.request.method": request.method ?? "" };
    const span = tracer.startSpan(request.method ?? "", { kind: SpanKind.SERVER, attributes }, parent);
    served.set(request, span);
    // What comes of this request, later too, belongs to it.
    contexts.attach(trace.setSpan(parent, span));
  });
  on<{ request: { raw: object }; route: { method: string; url?: string } }>(
    "tracing:fastify.request.handler:start",
    ({ request, route: { method, url = "" } }) => {
      served.get(request.raw)?.updateName(`${method} ${url}`).setAttribute("http.route", url);
    },
  );
  on<Served>("http.server.response.finish", ({ request, response: { statusCode } }) => {
    end(served.get(request), statusCode, 500);
  });

  on<{ request: Called }>("undici:request:create", ({ request }) => {
    if (trace.getActiveSpan() === undefined) return;
    const attributes = { "http.request.method": request.method, "server.address": new URL(request.origin).host };
    const span = tracer.startSpan(`${request.method} ${attributes["server.address"]}`, {
      kind: SpanKind.CLIENT,
      attributes,
    });
    called.set(request, span);
    propagation.inject(trace.setSpan(context.active(), span), request, {
      set: (to, name, value) => to.addHeader(name, value),
    });
  });
  on<{ request: object; response: { statusCode: number } }>("undici:request:headers", ({ request, response }) => {
    called.get(request)?.setAttribute("http.response.status_code", response.statusCode);
  });
  on<{ request: object }>("undici:request:trailers", ({ request }) => called.get(request)?.end());
  on<{ request: object; error: Error }>("undici:request:error", ({ request, error }) => {
    called.get(request)?.setStatus({ code: SpanStatusCode.ERROR, message: error.name }).end();
  });
  for (const [channel, hear] of listening) diagnostics.subscribe(channel, hear);
  const stopStatements = traceStatements(tracer);

  return {
    async close() {
      for (const [channel, hear] of listening) diagnostics.unsubscribe(channel, hear);
      stopStatements();
      await provider.shutdown().catch(() => {});
      context.disable();
      propagation.disable();
    },
  };
}

interface Served {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

interface Called {
  readonly method: string;
  readonly origin: string | URL;
  addHeader(name: string, value: string): void;
}

function end(span: Span | undefined, status: number, wrongFrom: number): void {
  if (!span) return;
  span.setAttribute("http.response.status_code", status);
  if (status >= wrongFrom) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
