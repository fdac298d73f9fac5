import type { Metric, Registry } from "prom-client";

export interface TimingsConfig {
  readonly name: string;
  readonly help: string;
  /** Upper bounds in seconds, rising. */
  readonly buckets: readonly number[];
}

/** Values of one set of labels. */
export interface Timing {
  observe(seconds: number): void;
}

interface Counted extends Timing {
  readonly labels: { readonly [name: string]: string };
  /** Values by the first bound that they do not pass; the last is for those that pass all. */
  readonly counts: readonly number[];
  readonly sum: () => number;
}

/**
 * A histogram that costs two additions for a value, for what is measured at every request; prom-client's own looks its labels up anew
 * each time. It tells the same.
 */
export function timings(registry: Registry, { name, help, buckets }: TimingsConfig) {
  const all: Counted[] = [];
  const metric = { name, help, get: async () => ({ name, help, type: "histogram", values: all.flatMap(told) }) };
  registry.registerMetric(metric as unknown as Metric);

  function told({ labels, counts, sum }: Counted) {
    let count = 0;
    const bounds = [...buckets, "+Inf"].map((le, place) => {
      count += counts[place]!;
      return { labels: { le, ...labels }, value: count, metricName: `${name}_bucket` };
    });
    return [
      ...bounds,
      { labels, value: sum(), metricName: `${name}_sum` },
      { labels, value: count, metricName: `${name}_count` },
    ];
  }

  /** Once for each set of labels. */
  return (labels: Counted["labels"] = {}): Timing => {
    const counts = new Array<number>(buckets.length + 1).fill(0);
    let sum = 0;
    const timing: Counted = {
      labels,
      counts,
      sum: () => sum,
      observe(seconds) {
        let place = 0;
        while (place < buckets.length && seconds > buckets[place]!) place += 1;
        counts[place]! += 1;
        sum += seconds;
      },
    };
    all.push(timing);
    return timing;
  };
}
