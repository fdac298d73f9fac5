/** One figure: a ratio to a floor or a peer measured in the same run, beside its goal. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floor: number;
  readonly ratio: number;
  readonly goal: number;
  /** Which side of the goal is good. */
  readonly good: "below" | "above";
}

/** The figure's line: its ratio is value / floor, or floor / value never: both sides are printed as measured. */
export function figure(fields: Omit<Figure, "ratio">): Figure {
  return { ...fields, ratio: fields.value / fields.floor };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

/** Per-call times of each candidate in microseconds, taken in turn, round by round, after a warm-up. */
export function timeInTurn<K extends string>(
  candidates: { readonly [name in K]: () => unknown },
  { rounds = 5, calls = 4_000, warmUp = 4_000 } = {},
): { readonly [name in K]: { readonly p50: number; readonly p99: number } } {
  const names = Object.keys(candidates) as K[];
  const times = new Map<K, { p50: number[]; p99: number[] }>(names.map((name) => [name, { p50: [], p99: [] }]));
  for (const name of names) for (let call = 0; call < warmUp; call += 1) keep(candidates[name]());
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const round_ = new Float64Array(calls);
      for (let call = 0; call < calls; call += 1) {
        const before = process.hrtime.bigint();
        keep(candidates[name]());
        round_[call] = Number(process.hrtime.bigint() - before) / 1_000;
      }
      const sorted = [...round_];
      times.get(name)!.p50.push(quantile(sorted, 0.5));
      times.get(name)!.p99.push(quantile(sorted, 0.99));
    }
  }
  return Object.fromEntries(
    names.map((name) => [name, { p50: median(times.get(name)!.p50), p99: median(times.get(name)!.p99) }]),
  ) as { [name in K]: { p50: number; p99: number } };
}

let kept: unknown;
/** Keeps an answer alive, so that the work that made it cannot be left out. */
export function keep(value: unknown): void {
  kept = value;
}
export function lastKept(): unknown {
  return kept;
}

/** Does the k-th piece of work. */
export type Work = (k: number) => Promise<void>;

export interface Rate {
  readonly perSecond: number;
  /** Milliseconds of one piece. */
  readonly p99: number;
}

/** Runs so many pieces of work side by side, one after the other in each of them, for `ms`; `k` counts on from `first`. */
export async function rateOf(work: Work, { sideBySide, ms, first = 0 }: RateOptions): Promise<Rate & { next: number }> {
  let k = first;
  const times: number[] = [];
  const began = performance.now();
  const until = began + ms;
  await Promise.all(
    Array.from({ length: sideBySide }, async () => {
      for (let before = performance.now(); before < until; ) {
        await work(k++);
        const after = performance.now();
        times.push(after - before);
        before = after;
      }
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  return { perSecond: times.length / seconds, p99: quantile(times, 0.99), next: k };
}

export interface RateOptions {
  readonly sideBySide: number;
  readonly ms: number;
  readonly first?: number;
}

/** Rates of each candidate, taken in turn, round by round, after a short warm-up; the median of each figure. */
export async function ratesInTurn<K extends string>(
  candidates: { readonly [name in K]: Work },
  { rounds = 5, ...options }: Omit<RateOptions, "first"> & { readonly rounds?: number },
): Promise<{ readonly [name in K]: Rate }> {
  const names = Object.keys(candidates) as K[];
  const taken = new Map<K, Rate[]>(names.map((name) => [name, []]));
  const nexts = new Map<K, number>();
  for (let round = -1; round < rounds; round += 1) {
    for (const name of names) {
      const ms = round < 0 ? 500 : options.ms;
      const { next, ...rate } = await rateOf(candidates[name], { ...options, ms, first: nexts.get(name) ?? 0 });
      nexts.set(name, next);
      if (round >= 0) taken.get(name)!.push(rate);
    }
  }
  const middle = (name: K, field: keyof Rate) => median(taken.get(name)!.map((rate) => rate[field]));
  return Object.fromEntries(
    names.map((name) => [name, { perSecond: middle(name, "perSecond"), p99: middle(name, "p99") }]),
  ) as { [name in K]: Rate };
}
