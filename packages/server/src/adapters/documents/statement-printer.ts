import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { StatementPrinter } from "../../engine/ports.ts";
import type { Printed, PrintOrder } from "./print-process.ts";
import { statementFacts } from "./statement-facts.ts";

const PROGRAM = fileURLToPath(new URL("./print-process.ts", import.meta.url));
/** Fonts and what is drawn with them fit in; more is a fault. */
const ROOM = "--max-old-space-size=192";
/** So long it waits for another statement before it gives its memory back. */
const IDLE_MS = 30_000;
const LONGEST_MS = 20_000;

export interface Printer extends StatementPrinter {
  close(): Promise<void>;
}

/**
 * Draws statements in a process of its own, since each takes a core for half a second and what a font needs stays with whoever
 * has read it; called one at a time. It starts with the first statement and ends when none has been asked for in a while. It is
 * told the facts of one statement and nothing else: neither the server's environment nor its connections.
 */
export function statementPrinter({ idleMs = IDLE_MS } = {}): Printer {
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;

  const start = (): ChildProcess => {
    const started = fork(PROGRAM, { env: {}, execArgv: [ROOM], serialization: "advanced", stdio: "ignore" });
    started.unref();
    started.channel?.unref();
    started.once("exit", () => {
      if (child === started) child = undefined;
    });
    return started;
  };
  const stop = async () => {
    clearTimeout(idle);
    const ending = child;
    child = undefined;
    if (ending?.kill("SIGKILL")) await new Promise((ended) => ending.once("exit", ended));
  };
  return {
    async print(statement, locale) {
      clearTimeout(idle);
      child ??= start();
      const order: PrintOrder = { facts: statementFacts(statement), locale };
      try {
        const printed = await ask(child, order);
        if ("fault" in printed) throw new Error(`a statement was not drawn: ${printed.fault}`);
        return printed.bytes;
      } catch (error) {
        await stop();
        throw error;
      } finally {
        idle = setTimeout(() => void stop(), idleMs).unref();
      }
    },
    close: stop,
  };
}

/** Its answer. Throws when it has ended, or takes too long. */
async function ask(child: ChildProcess, order: PrintOrder): Promise<Printed> {
  const answer = Promise.withResolvers<Printed>();
  const ended = () => answer.reject(new Error("the process that draws statements has ended"));
  const late = setTimeout(() => answer.reject(new Error("a statement took too long to draw")), LONGEST_MS);
  child
    .once("message", answer.resolve as (message: unknown) => void)
    .once("exit", ended)
    .once("error", answer.reject);
  child.send(order);
  try {
    return await answer.promise;
  } finally {
    clearTimeout(late);
    child.off("message", answer.resolve).off("exit", ended).off("error", answer.reject);
  }
}
