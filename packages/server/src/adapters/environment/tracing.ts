import type { TracingConfig } from "../tracing/otlp.ts";

type Environment = { readonly [name: string]: string | undefined };

/** OpenTelemetry's own names: where traces are sent, as what, and of how many requests. */
export function readTracing(env: Environment, wrong: (name: string, what: string) => void): TracingConfig | undefined {
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!endpoint) return undefined;
  if (!/^https?:\/\/[^/]/.test(endpoint)) {
    wrong("OTEL_EXPORTER_OTLP_ENDPOINT", "must be the address of a collector: http://collector:4318");
  }
  const ratio = Number(env.OTEL_TRACES_SAMPLER_ARG ?? 1);
  if (!(ratio >= 0 && ratio <= 1)) wrong("OTEL_TRACES_SAMPLER_ARG", "must be 0 to 1");
  return { endpoint, ratio, service: env.OTEL_SERVICE_NAME ?? "fenqi" };
}
