import { expect, test } from "vitest";
import type { QuoteRow } from "../../engine/ports.ts";
import { quoteLines } from "./quote-lines.ts";

const row = (n: number, fields: Partial<QuoteRow> = {}): QuoteRow => ({
  ...{ merchant: "m", id: `q${n}`, code: "7K2M-94QF", at: "2026-11-22T02:28:00.000Z", token: `token ${n}` },
  ...{ shopper: null, digest: "d" },
  answered: {
    catalogueVersion: "cat_1",
    engineVersion: "1",
    input: JSON.stringify({ cart: { categories: { "手机\t": n } } }),
    ...{ currency: "CNY", total: n, options: 1, missing: 2, missingOffers: ["a", "b"] },
  },
  ...fields,
});
const lines = () => quoteLines({ shopperMarks: (merchant, ref) => [`mark of ${ref} at ${merchant}`, "older"] });

test("each quote is a line of its columns, the shopper by the newest mark alone", () => {
  const batch = lines();
  batch.add(row(1));
  batch.add(row(2, { shopper: "anna" }));
  const before = "7K2M-94QF\ttoken";
  const told = (n: number) => `cat_1\t1\t{"cart":{"categories":{"手机\\t":${n}}}}\tCNY\t${n}\t1\t2\ta,b`;
  expect(Buffer.from(batch.lines).toString()).toBe(
    `m\tq1\t${before} 1\t2026-11-22T02:28:00.000Z\td\t\t${told(1)}\n` +
      `m\tq2\t${before} 2\t2026-11-22T02:28:00.000Z\td\tmark of anna at m\t${told(2)}\n`,
  );
  expect(batch.size).toBe(2);
});

test("a token is found by its id, and by the newest of its code; one merchant's never by another", () => {
  const batch = lines();
  expect(batch.tokenByCode("m", "7K2M-94QF")).toBeUndefined();
  for (let n = 0; n < 1_000; n++) batch.add(row(n));
  batch.add(row(5_000, { merchant: "other" }));
  expect([batch.tokenOf("m", "q0"), batch.tokenOf("m", "q500"), batch.tokenOf("m", "q5000")]).toEqual([
    "token 0",
    "token 500",
    undefined,
  ]);
  expect(batch.tokenByCode("m", "7K2M-94QF")).toBe("token 999");
  expect(batch.tokenByCode("other", "7K2M-94QF")).toBe("token 5000");
  expect(batch.tokenByCode("m", "7K2M-94QG")).toBeUndefined();
});
