import { describe, expect, test } from "vitest";
import { AT, compiledSample, FREE, inputFor, PHONE, sampleAdjustment, sampleOffer } from "../quote/sample-catalogue.ts";
import { bandOf, newTallies, readRecorded, replayLines, simulateQuote, summarize } from "./index.ts";
import { newNamed, ofName } from "./named.ts";
import { addUp, bandOfCost } from "./tallies.ts";

const before = compiledSample();
const outcomeOf = (after: ReturnType<typeof compiledSample>, from = before) => {
  const outcome = simulateQuote(from, after, inputFor(), AT);
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
};

describe("one cart", () => {
  test("loses what is suspended, and is caught by the way that it would be pointed to first", () => {
    const after = compiledSample({ adjustments: [sampleAdjustment("a", { scope: { offer: "qinghe-12" } })] });
    const { lost, gained, losesInstalments } = outcomeOf(after);
    expect(lost).toEqual([{ offer: "qinghe-12", caughtBy: "yunshan-12" }]);
    expect(gained).toEqual([]);
    expect(losesInstalments).toBe(false);
  });

  test("is caught by the adjustment's own choice where it names one", () => {
    const pause = sampleAdjustment("a", { scope: { offer: "qinghe-12" }, alternatives: ["card-full"] });
    expect(outcomeOf(compiledSample({ adjustments: [pause] })).lost[0]?.caughtBy).toBe("card-full");
  });

  test("gains it when the same is read the other way round", () => {
    const after = compiledSample({ adjustments: [sampleAdjustment("a", { scope: { offer: "qinghe-12" } })] });
    expect(outcomeOf(before, after)).toMatchObject({ lost: [], gained: ["qinghe-12"] });
  });

  test("is left without instalments when all of them go; a lease is none", () => {
    const methods = ["store_instalments", "card_instalments"] as const;
    const adjustments = methods.map((method) => sampleAdjustment(method, { scope: { method } }));
    const outcome = outcomeOf(compiledSample({ adjustments }));
    expect(outcome.losesInstalments).toBe(true);
    expect(outcome.kept.map(({ offer }) => offer)).toEqual(["card-full", "lease-12"]);
    expect(outcome.cheapest).toEqual({ before: 0, after: null });
  });

  test("is told by nothing when all ways are suspended", () => {
    const { lost } = outcomeOf(compiledSample({ adjustments: [sampleAdjustment("a", {})] }));
    expect(lost.length).toBe(6);
    expect(lost.every(({ caughtBy }) => caughtBy === null)).toBe(true);
  });

  test("is caught by the rules' own ranking where the offer is gone from the catalogue", () => {
    const offers = [sampleOffer("yunshan-12", { partner: "yunshan", method: "card_instalments", with: FREE })];
    const { lost } = outcomeOf(compiledSample({ offers }));
    expect(lost.find(({ offer }) => offer === "qinghe-12")?.caughtBy).toBe("yunshan-12");
  });

  test("sees what is dearer, and what is folded away", () => {
    const after = compiledSample({
      adjustments: [
        sampleAdjustment("dear", {
          kind: "reprice",
          scope: { offer: "qinghe-12" },
          terms: { repayment: "annuity", rate_ppm: 180_000 },
        }),
        sampleAdjustment("fold", { kind: "demote", scope: { offer: "yunshan-12" } }),
      ],
    });
    const { kept } = outcomeOf(after);
    expect(kept.find(({ offer }) => offer === "qinghe-12")).toMatchObject({ price: "dearer", place: "same" });
    expect(kept.find(({ offer }) => offer === "yunshan-12")).toMatchObject({ price: "same", place: "folded" });
  });

  test("stands in its market, channel, band, categories and its shopper's segments", () => {
    const outcome = simulateQuote(before, before, inputFor(PHONE, { segments: ["student", "student", "new"] }), AT);
    expect(outcome.ok && outcome.value.segments.map(({ by, value }) => `${by}=${value}`)).toEqual([
      "market=CN",
      "channel=web",
      "amount=200000",
      "category=phone",
      "shopper=student",
      "shopper=new",
    ]);
  });

  test("is refused where neither catalogue could answer", () => {
    const outcome = simulateQuote(before, before, { ...inputFor(), market: "XX" }, AT);
    expect(outcome).toEqual({ ok: false, error: { code: "unknown_market", market: "XX" } });
  });
});

test.each([
  [1, "1"],
  [9, "5"],
  [10, "10"],
  [19_999, "10000"],
  [499_900, "200000"],
  [500_000, "500000"],
  [1_000_000_000_000, "1000000000000"],
])("%d lies in the band from %s", (total, band) => {
  expect(bandOf(total)).toBe(band);
});

test.each([
  [null, 9],
  [-5, 0],
  [0, 0],
  [1, 1],
  [100, 1],
  [101, 2],
  [2_000, 7],
  [2_001, 8],
])("a cost of %s on 10,000 lies in band %d", (cost, band) => {
  expect(bandOfCost(cost, 10_000)).toBe(band);
});

test("sums stop where units would be lost", () => {
  expect(addUp(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
});

test("of many names the first in order stay, whole", () => {
  const counts = newNamed<{ n: number }>(2);
  for (const name of ["d", "a", "c", "a", "b", "d", "a"]) {
    const found = ofName(counts, name, () => ({ n: 0 }));
    if (found !== undefined) found.n += 1;
  }
  expect([...counts.things].sort()).toEqual([
    ["a", { n: 3 }],
    ["b", { n: 1 }],
  ]);
  expect(counts.cut).toBe(true);
});

describe("lines", () => {
  const good = JSON.stringify({ id: "q1", at: AT, input: inputFor() });
  const question = { before, after: before, at: undefined };

  test("are counted, and named by their id or their place", () => {
    const tallies = newTallies();
    const text = [good, "", '{"at":', JSON.stringify({ at: AT, input: { ...inputFor(), market: "XX" } })].join("\n");
    expect(replayLines(tallies, question, text, 1)).toBe(4);
    const summary = summarize(tallies);
    expect(summary).toMatchObject({ quotes: 3, refused: 1, unreadable: 1 });
    expect(summary.examples).toEqual([
      { kind: "refused", quotes: ["line 4"] },
      { kind: "unreadable", quotes: ["line 3"] },
    ]);
  });

  test("may all be asked at one instant", () => {
    const later = compiledSample({
      adjustments: [sampleAdjustment("a", { starts_at: "2027-01-01T00:00:00.000Z", back: { kind: "none" } })],
    });
    const losing = (at: string | undefined) => {
      const tallies = newTallies();
      replayLines(tallies, { before, after: later, at }, good, 1);
      return summarize(tallies).currencies[0]?.losing.carts;
    };
    expect(losing(undefined)).toBe(0);
    expect(losing("2027-01-02T00:00:00.000Z")).toBe(1);
  });

  test("that are no recorded quotes are not mistaken for one", () => {
    const input = inputFor();
    expect(readRecorded(good)).toMatchObject({ id: "q1", at: AT });
    const wrong: unknown[] = [
      null,
      [],
      { input },
      { at: "yesterday", input },
      { at: AT, input: { ...input, locale: "fr" } },
      { at: AT, input: { ...input, cart: { ...input.cart, total: "499900" } } },
      { at: AT, input: { ...input, cart: { ...input.cart, tags: { new: "x" } } } },
      { at: AT, input: { ...input, shopper: { segments: "student" } } },
      { at: AT, input: { ...input, shopper: { age: 20.5 } } },
      { at: AT, input: { ...input, facts: { quotas: { free: {} } } } },
      { at: AT, id: 7, input },
    ];
    for (const value of wrong) expect(readRecorded(JSON.stringify(value))).toBeUndefined();
  });
});
