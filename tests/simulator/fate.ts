import type { Dice } from "../model/dice.ts";

/** Where a life ends at a step: before the step is taken, or after it and before anybody hears of it. */
export type Cut = "before" | "after";

/** One life of the server: from its start to the crash that ends it. What it asks for after that is not done. */
export interface Life {
  readonly alive: boolean;
  /** A question to the database, or a call to a partner, is about to be made. */
  step(): Cut | undefined;
}

/** What a life that has ended is told. */
export class Crashed extends Error {
  override readonly name = "Crashed";
}

/** Steps until a crash that is due, at most: more than most use cases take. */
const WITHIN = 16;

/** Decides from dice when a life ends. */
export function newLife(roll: Dice) {
  let alive = true;
  let left = Number.POSITIVE_INFINITY;
  return {
    get alive() {
      return alive;
    },
    step(): Cut | undefined {
      if (!alive) return "before";
      left -= 1;
      if (left > 0) return undefined;
      alive = false;
      return roll.of(["before", "after"]);
    },
    /** One of the next steps is its last. */
    arm() {
      left = 1 + roll(WITHIN);
    },
    /** Nothing ends it for now. */
    disarm() {
      left = Number.POSITIVE_INFINITY;
    },
  };
}
