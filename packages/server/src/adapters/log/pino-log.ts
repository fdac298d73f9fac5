import pino from "pino";

type Fields = { readonly [name: string]: unknown };

export interface Log {
  info(fields: Fields, message: string): void;
  warn(fields: Fields, message: string): void;
  error(fields: Fields, message: string): void;
}

/**
 * JSON lines on standard output. Of an error only name, code, message and stack are written: what a database puts beside
 * them may hold the values of a statement.
 */
export function pinoLog(level: "info" | "warn" | "error" | "silent", stream?: { write(line: string): void }): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: plainError },
  };
  return stream ? pino(options, stream) : pino(options);
}

function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const { code } = error as { code?: unknown };
  return {
    name,
    message,
    stack,
    ...(code === undefined ? {} : { code }),
    ...(cause === undefined ? {} : { cause: plainError(cause) }),
  };
}
