import { expect, test } from "vitest";
import { changedTopics, type Marks, sharedMarks } from "./live-changes.ts";

const marks = (of: Record<string, string>): Marks => new Map(Object.entries(of));

test("names what moved and what is new, and nothing else", () => {
  const before = marks({ plans: "4", cases: "7" });
  expect(changedTopics(before, marks({ plans: "5", cases: "7", keys: "1" }))).toEqual(["plans", "keys"]);
  expect(changedTopics(before, before)).toEqual([]);
});

test("reads once for all who listen, and again when a read failed", async () => {
  let reads = 0;
  let now = 0;
  const store = {
    marks: async () => {
      reads += 1;
      if (reads === 2) throw new Error("no answer");
      return marks({ plans: String(reads) });
    },
  };
  const shared = sharedMarks(store, 1_000, () => now);
  await Promise.all([shared.marks("a"), shared.marks("a")]);
  expect(reads).toBe(1);
  now = 1_000;
  await expect(shared.marks("a")).rejects.toThrow("no answer");
  expect(await shared.marks("a")).toEqual(marks({ plans: "3" }));
  await shared.marks("b");
  expect(reads).toBe(4);
});
