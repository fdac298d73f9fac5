import { expect, test } from "vitest";
import { watchChanges } from "./watch-changes.ts";

test("being told while looking means looking once more, not many times", async () => {
  let looks = 0;
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const watch = watchChanges(
    async () => {
      looks += 1;
      await gate;
    },
    () => {},
  );
  const told = [watch.look(), watch.look(), watch.look()];
  open();
  await Promise.all(told);
  watch.stop();
  expect(looks).toBe(2);
});

test("a look that fails is told, and the next one is made all the same", async () => {
  const failures: unknown[] = [];
  let looks = 0;
  const watch = watchChanges(
    async () => {
      looks += 1;
      if (looks === 1) throw new Error("away");
    },
    (error) => failures.push(error),
  );
  await watch.look();
  await expect.poll(() => looks, { timeout: 5_000 }).toBeGreaterThan(1);
  watch.stop();
  expect(failures).toHaveLength(1);
});

test("a look that hangs is given up and told, and the next one is not held up by it", async () => {
  const failures: unknown[] = [];
  let looks = 0;
  const watch = watchChanges(
    () => {
      looks += 1;
      return looks === 1 ? new Promise(() => {}) : Promise.resolve();
    },
    (error) => failures.push(error),
    50,
  );
  await watch.look();
  expect(failures).toEqual([new Error("the store did not answer within 50 ms")]);
  await expect.poll(() => looks, { timeout: 900, interval: 20 }).toBe(2);
  watch.stop();
});
