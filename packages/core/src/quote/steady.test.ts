import { expect, test } from "vitest";
import { formatInstant, localDay, MS_PER_DAY, parseInstant } from "../calendar/index.ts";
import { quote } from "./quote.ts";
import {
  compiledSample,
  FLAT_12,
  FREE,
  inputFor,
  sampleAdjustment,
  sampleCatalogue,
  sampleOffer,
} from "./sample-catalogue.ts";
import { isWithin, steadyAround } from "./steady.ts";

const dated = sampleOffer("dated", {
  count: 3,
  valid: { from: "2026-11-02T01:00:00Z", until: "2026-11-29T15:59:59.999Z" },
});

/** Everything that turns at an instant of its own. */
const compiled = compiledSample({
  offers: [
    ...sampleCatalogue().offers,
    dated,
    sampleOffer("repriced", {
      count: 6,
      terms: [
        { version: 1, effective_from: "2026-09-01T00:00:00.000Z", terms: FLAT_12 },
        { version: 2, effective_from: "2026-11-11T16:00:00.000+08:00", terms: FREE },
      ],
    }),
    sampleOffer("windows", {
      count: 9,
      conditions: {
        windows: [
          { from: "2026-11-05T00:00:00.000Z", until: "2026-11-05T06:00:00.000Z" },
          { from: "2026-12-12T00:00:00.000Z", until: "2026-12-13T06:00:00.000Z" },
        ],
        rules: [{ code: "spring", when: 'today < "2026-11-20"', about: "order", explanation: "off.goods" }],
      },
    }),
  ],
  adjustments: [
    sampleAdjustment("suspended", { scope: { count: 24 }, lifted_at: "2026-11-24T03:30:00.000Z" }),
    sampleAdjustment("withdrawn", {
      kind: "withdraw",
      scope: { offer: "yunshan-12" },
      starts_at: "2026-11-18T04:00:00.000Z",
    }),
    sampleAdjustment("demoted", {
      kind: "demote",
      scope: { offer: "qinghe-12" },
      starts_at: "2026-11-25T00:00:00.000Z",
    }),
    sampleAdjustment("dearer", {
      kind: "reprice",
      scope: { offer: "dated" },
      starts_at: "2026-11-15T00:00:00.000Z",
      terms: FLAT_12,
    }),
  ],
});

const FROM = parseInstant("2026-10-25T00:00:00.000Z");
const DAYS = 80;

/** All that an answer at `ms` says, but its own instants. */
function answerAt(ms: number): string {
  const answer = quote(compiled, inputFor(), formatInstant(ms));
  if (!answer.ok) throw new Error(answer.error.code);
  const { created_at: _, expires_at: __, ...rest } = answer.value;
  return JSON.stringify(rest);
}

/** The stretches one after another, each cut at the merchant's midnights. */
function stretches(): { readonly from: number; readonly until: number }[] {
  const found: { from: number; until: number }[] = [];
  for (let ms = FROM; ms < FROM + DAYS * MS_PER_DAY; ) {
    const { until, day } = steadyAround(compiled, ms);
    // Shanghai keeps one offset.
    const midnight = (day + 1) * MS_PER_DAY - 8 * 3_600_000;
    const end = Math.min(until, midnight);
    found.push({ from: ms, until: end });
    ms = end;
  }
  return found;
}

test("within a stretch the answer stays, at its first and last millisecond too", () => {
  for (const { from, until } of stretches()) {
    const steady = steadyAround(compiled, from);
    const instants = [from, from + 1, Math.floor((from + until) / 2), until - 1].filter((ms) => ms < until);
    expect(instants.map((ms) => isWithin(steady, compiled, ms))).toEqual(instants.map(() => true));
    expect(isWithin(steady, compiled, until)).toBe(false);
    expect(new Set(instants.map(answerAt)).size).toBe(1);
  }
});

test("a stretch lies between two such instants, or is open where there is none", () => {
  const plain = compiledSample({ offers: [sampleOffer("own", {})] });
  const steady = steadyAround(plain, FROM);
  // Thirty days after the terms began nothing is news any more.
  expect(steady).toMatchObject({ from: parseInstant("2026-01-31T00:00:00.000Z"), until: Number.POSITIVE_INFINITY });
  const before = steadyAround(plain, parseInstant("2025-12-31T23:59:59.999Z"));
  expect(before).toMatchObject({ from: Number.NEGATIVE_INFINITY, until: parseInstant("2026-01-01T00:00:00.000Z") });
  const begun = steadyAround(plain, before.until);
  expect(begun).toMatchObject({ from: before.until, until: parseInstant("2026-01-04T00:00:00.000Z") });
  expect([isWithin(begun, plain, begun.from), isWithin(begun, plain, begun.from - 1)]).toEqual([true, false]);
});

test("stretches end where the catalogue says that something turns, and the answer does turn there", () => {
  const turned = stretches().filter(
    ({ until }) => localDay(until, compiled.zone) === localDay(until - 1, compiled.zone),
  );
  const turns = turned
    .filter(({ until }) => answerAt(until) !== answerAt(until - 1))
    .map(({ until }) => formatInstant(until));
  expect(turns).toEqual(
    expect.arrayContaining([
      "2026-11-02T01:00:00.000Z",
      "2026-11-05T06:00:00.000Z",
      "2026-11-11T08:00:00.000Z",
      "2026-11-18T04:00:00.000Z",
      "2026-11-24T03:30:00.000Z",
      // No longer news.
      "2026-11-27T03:30:00.000Z",
      "2026-11-29T15:59:59.999Z",
      "2026-12-11T08:00:00.000Z",
      "2026-12-18T04:00:00.000Z",
    ]),
  );
});
