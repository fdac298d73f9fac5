import { expect, test } from "vitest";
import { quoteLines } from "../adapters/store/quote-lines.ts";
import type { QuoteRow, QuoteStore } from "../engine/ports.ts";
import { quoteRecorder } from "./record-quotes.ts";

const row = (id: string): QuoteRow => ({
  merchant: "m",
  id,
  code: "AAAA-AAAA",
  at: "2026-11-22T02:28:00.000Z",
  token: `token ${id}`,
  shopper: null,
  digest: "",
  answered: {
    catalogueVersion: "c",
    engineVersion: "1",
    input: "{}",
    ...{ currency: "CNY", total: 1, options: 0, missing: 0, missingOffers: [] },
  },
});

function fakeStore() {
  const kept: string[] = [];
  const state = { down: false };
  const store: QuoteStore = {
    batch: () => quoteLines({ shopperMarks: (_, ref) => [`mark of ${ref}`] }),
    append: async ({ lines }) => {
      if (state.down) throw new Error("away");
      for (const line of Buffer.from(lines).toString().trimEnd().split("\n")) kept.push(line.split("\t")[1]!);
    },
    tokenOf: async (_, id) => (kept.includes(id) ? `stored ${id}` : undefined),
    tokenByCode: async () => undefined,
  };
  return { store, kept, state };
}

test("what fails stays, in its order, and is written when the store is back", async () => {
  const { store, kept, state } = fakeStore();
  const failures: unknown[] = [];
  const recorder = quoteRecorder(store, (error) => failures.push(error));
  state.down = true;
  recorder.record(row("1"));
  await recorder.flush();
  recorder.record(row("2"));
  expect([recorder.depth(), failures.length]).toEqual([2, 1]);
  expect(await recorder.tokenOf("m", "1")).toBe("token 1");
  expect(await recorder.tokenOf("other", "1")).toBeUndefined();
  state.down = false;
  await recorder.close(1_000);
  expect([kept, recorder.depth(), recorder.dropped()]).toEqual([["1", "2"], 0, 0]);
  expect(await recorder.tokenOf("m", "1")).toBe("stored 1");
});

test("nothing is written twice, whatever was written in its memory before", async () => {
  const { store, kept } = fakeStore();
  const recorder = quoteRecorder(store, () => {});
  const ids = Array.from({ length: 1_205 }, (_, n) => String(n));
  for (const id of ids) {
    recorder.record(row(id));
    if (Number(id) % 400 === 399) await recorder.flush();
  }
  await recorder.close(1_000);
  expect(kept).toEqual(ids);
  expect(await recorder.tokenOf("m", "7")).toBe("stored 7");
});

test("a full buffer drops and counts; quoting goes on", async () => {
  const { store, state } = fakeStore();
  state.down = true;
  const recorder = quoteRecorder(store, () => {});
  for (let i = 0; i < 20_010; i++) recorder.record(row(String(i)));
  expect(recorder.dropped()).toBe(10);
  await recorder.close(10);
  expect(recorder.dropped()).toBe(20_010);
});
