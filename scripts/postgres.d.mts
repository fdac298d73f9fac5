/** A PostgreSQL of one's own: `stop` ends it and removes its folder; `halt` ends it, and `resume` starts it again. */
export interface OwnPostgres {
  readonly url: string;
  stop(): Promise<void>;
  halt(signal?: NodeJS.Signals): Promise<void>;
  resume(): Promise<void>;
}

export function startPostgres(programs: string): Promise<OwnPostgres>;
