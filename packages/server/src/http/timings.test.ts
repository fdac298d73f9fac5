import fc from "fast-check";
import { Histogram, Registry } from "prom-client";
import { expect, test } from "vitest";
import { timings } from "./timings.ts";

const about = { name: "seconds", help: "How long." };
const buckets = [0.001, 0.01, 0.1, 1];
const value = fc.oneof(fc.constantFrom(0, ...buckets), fc.double({ min: 0, max: 2, noNaN: true }));

test("tells what prom-client's own histogram tells", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom("/a", '/"b"'), value)), async (values) => {
      const [theirs, ours] = [new Registry(), new Registry()];
      const histogram = new Histogram({ ...about, buckets, labelNames: ["route"], registers: [theirs] });
      const open = timings(ours, { ...about, buckets });
      const routes = new Map<string, ReturnType<typeof open>>();
      for (const [route, seconds] of values) {
        histogram.labels(route).observe(seconds);
        if (!routes.has(route)) routes.set(route, open({ route }));
        routes.get(route)!.observe(seconds);
      }
      expect(await ours.metrics()).toBe(await theirs.metrics());
    }),
    { numRuns: 50 },
  );
});

test("without labels it stands at nothing before its first value", async () => {
  const [theirs, ours] = [new Registry(), new Registry()];
  new Histogram({ ...about, buckets, registers: [theirs] });
  timings(ours, { ...about, buckets })();
  expect(await ours.metrics()).toBe(await theirs.metrics());
});
