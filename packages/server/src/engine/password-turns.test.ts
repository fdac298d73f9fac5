import { expect, test } from "vitest";
import { inTurn } from "./password-turns.ts";
import { Busy } from "./turns.ts";

/** Passwords that take until they are let go, and count how many are at work. */
function held() {
  const open: (() => void)[] = [];
  let atWork = 0;
  let most = 0;
  const work = async <T>(value: T): Promise<T> => {
    most = Math.max(most, ++atWork);
    await new Promise<void>((go) => open.push(go));
    atWork--;
    return value;
  };
  return {
    passwords: { hash: (text: string) => work(text), matches: () => work(true) },
    letGo: () => open.shift()?.(),
    most: () => most,
  };
}

test("two are worked out at once, the others in the order in which they came", async () => {
  const { passwords, letGo, most } = held();
  const turns = inTurn(passwords, 2, 10);
  const done: string[] = [];
  const all = ["a", "b", "c", "d", "e"].map((text) => turns.hash(text).then((value) => done.push(value)));
  while (done.length < 5) {
    letGo();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(all);
  expect([done, most()]).toEqual([["a", "b", "c", "d", "e"], 2]);
});

test("one too many is turned away, and a place that comes free is given again", async () => {
  const { passwords, letGo } = held();
  const turns = inTurn(passwords, 1, 1);
  const first = turns.hash("a");
  const second = turns.matches("b", "b");
  await expect(turns.hash("c")).rejects.toBeInstanceOf(Busy);
  letGo();
  expect(await first).toBe("a");
  await expect.poll(() => letGo() ?? second.then(() => "done")).toBe("done");
});

test("a failure gives its place back", async () => {
  const turns = inTurn({ hash: () => Promise.reject(new Error("broken")), matches: async () => true }, 1, 0);
  await expect(turns.hash("a")).rejects.toThrow("broken");
  expect(await turns.matches("b", "b")).toBe(true);
});
