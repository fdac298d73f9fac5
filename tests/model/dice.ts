/** Random numbers from a seed: the same seed, the same throws. */
export interface Dice {
  /** A whole number from 0 up to, not including, `sides`. */
  (sides: number): number;
  of<T>(list: readonly T[]): T;
}

/** Source: T. Ettinger, mulberry32. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const roll = (sides: number) => Math.floor(next() * sides);
  return Object.assign(roll, { of: <T>(list: readonly T[]): T => list[roll(list.length)]! });
}
