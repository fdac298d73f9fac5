/** How often something is killed: as often as time allows in `npm test`, hundreds of times by `npm run test:crash`. */
export interface Rounds {
  /** Stops after so many… */
  readonly most: number;
  /** …or after so long, but not before a few. */
  readonly withinMs: number;
}

export const LONG = process.env.FENQI_CRASH === "long";
/** For how long at most a long form goes on with its rounds; what was done by then is judged. */
const LONG_MS = Number(process.env.FENQI_CRASH_MINUTES ?? 60) * 60_000;
/** What a check may take at most, on a machine that does ten other things: its rounds, and as much again beside them. */
export const AT_MOST_MS = LONG ? LONG_MS + 60 * 60_000 : 300_000;
/** Within so long after a kill somebody is served again, on such a machine. */
export const SERVED_MS = 60_000;
const LEAST = 3;

/** Decides who pays what and when is killed: printed, so that the same choices can be made again. */
export const SEED = Number(process.env.FENQI_CRASH_SEED ?? Date.now() % 2 ** 32);

export const rounds = (short: Rounds, long: number): Rounds => (LONG ? { most: long, withinMs: LONG_MS } : short);

/** Does it round by round. Returns how often. */
export async function eachRound({ most, withinMs }: Rounds, work: () => Promise<void>): Promise<number> {
  const until = performance.now() + withinMs;
  let done = 0;
  while (done < most && (done < LEAST || performance.now() < until)) {
    await work();
    done += 1;
  }
  return done;
}
