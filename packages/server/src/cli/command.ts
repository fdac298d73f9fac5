/** One command of `fenqi`. Commands are loaded when they are asked for, so that help is quick. */
export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  /** The whole help, ending in a newline. */
  readonly help: string;
  /** Resolves to the exit code: 0 done, 1 refused. Throws {@link Usage} or {@link Refused}. */
  readonly run: (args: readonly string[], io: Io) => Promise<number>;
}

/** Where a command reads its surroundings and writes its answer; tests give their own. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  readonly fetch: typeof fetch;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

export const EXIT = { ok: 0, refused: 1, usage: 2 } as const;

/** The command was called wrongly: exit code 2, with a pointer to its help. */
export class Usage extends Error {}

/** The answer is no: exit code 1. `lines` are printed as they are. */
export class Refused extends Error {
  readonly lines: readonly string[];
  constructor(...lines: readonly string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}
