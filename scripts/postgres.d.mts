/** A PostgreSQL of one's own: `stop` ends it and removes its folder; `halt` ends it, and `resume` starts it again. */
export interface OwnPostgres {
  readonly url: string;
  stop(): Promise<void>;
  halt(signal?: NodeJS.Signals): Promise<void>;
  resume(): Promise<void>;
}

/** `home`: an empty folder to live in, instead of a new one. `from`: the address of a database to be a standby of. */
export interface PostgresPlace {
  readonly home?: string;
  readonly from?: string;
}

export function startPostgres(programs: string, place?: PostgresPlace): Promise<OwnPostgres>;
