import { ProblemAnswer } from "./problem.ts";

export interface InFlight {
  /** Takes a place. Throws a 503 when there is none. */
  enter(quote: boolean): void;
  leave(quote: boolean): void;
}

/** Answering 64 at a time at full speed beats queueing thousands; the queue would only grow. */
export function inFlight(quotes: number, others: number): InFlight {
  let flyingQuotes = 0;
  let flyingOthers = 0;
  const full = () => new ProblemAnswer("overloaded", {}, { "retry-after": "1" });
  return {
    enter(quote) {
      if (quote) {
        if (flyingQuotes >= quotes) throw full();
        flyingQuotes += 1;
      } else {
        if (flyingOthers >= others) throw full();
        flyingOthers += 1;
      }
    },
    leave(quote) {
      if (quote) flyingQuotes -= 1;
      else flyingOthers -= 1;
    },
  };
}
