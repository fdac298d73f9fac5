import { SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import pg from "pg";

const LONGEST = 300;
/** Behind a comment. */
const FIRST_WORD = /^(?:\s|\/\*.*?\*\/)*(\w+)/;

type Query = (...args: unknown[]) => unknown;

/** A span for each statement of a traced request: its words, in which parameters have no values. Returns what ends it. */
export function traceStatements(tracer: Tracer): () => void {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const plain = prototype.query;
  prototype.query = function query(this: pg.Client, ...args) {
    if (trace.getActiveSpan() === undefined) return plain.apply(this, args);
    const text = textOf(args[0]);
    const attributes = { "db.system.name": "postgresql", "db.query.text": text.slice(0, LONGEST) };
    const span = tracer.startSpan(verbOf(text), { kind: SpanKind.CLIENT, attributes });
    const answered = plain.apply(this, args);
    if (!(answered instanceof Promise)) {
      span.end();
      return answered;
    }
    return answered.then(
      (result) => {
        span.end();
        return result;
      },
      (error: Error) => {
        span.setStatus({ code: SpanStatusCode.ERROR, message: (error as { code?: string }).code ?? error.name });
        span.end();
        throw error;
      },
    );
  };
  return () => {
    prototype.query = plain;
  };
}

const verbOf = (text: string): string => FIRST_WORD.exec(text)?.[1]?.toUpperCase() ?? "QUERY";

const textOf = (statement: unknown): string =>
  typeof statement === "string" ? statement : ((statement as { readonly text?: string } | null)?.text ?? "");
