import fc from "fast-check";
import { expect, test } from "vitest";
import type { Adjustment } from "../adjustment/index.ts";
import { compileCatalogue } from "../catalogue/index.ts";
import { aggregateCart } from "../offer/index.ts";
import { type QuoteInput, quote } from "../quote/index.ts";
import { AT, sampleAdjustment, sampleCatalogue } from "../quote/sample-catalogue.ts";
import { mergeSummaries, newTallies, replayLines, type SimulationSummary, simulateQuote, summarize } from "./index.ts";

const adjustments: fc.Arbitrary<Adjustment[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom("suspend", "demote", "restrict", "reprice" as const),
      scope: fc.constantFrom<Adjustment["scope"]>(
        { offer: "qinghe-12" },
        { partner: "qinghe" },
        { method: "card_instalments" },
        { category: "audio" },
        { channel: "app" },
        {},
      ),
    }),
    { maxLength: 3 },
  )
  .map((drafts) =>
    drafts.map(({ kind, scope }, index) =>
      sampleAdjustment(`adj-${index}`, {
        kind,
        scope,
        ...(kind === "restrict" && { restrict: { amount: { max: 100_000 } } }),
        ...(kind === "reprice" && { terms: { repayment: "annuity", rate_ppm: 150_000 } }),
      }),
    ),
  );

const input: fc.Arbitrary<QuoteInput> = fc
  .record({
    amounts: fc.array(fc.integer({ min: 1, max: 6_000_000 }), { minLength: 1, maxLength: 3 }),
    market: fc.constantFrom("CN", "CN", "CN", "XX"),
    segments: fc.subarray(["student", "new"]),
  })
  .map(({ amounts, market, segments }) => {
    const items = amounts.map((unit_amount, index) => {
      const category = ["phone", "audio", "laptop"][index]!;
      return { sku: category, name: category, category, tags: [], unit_amount, quantity: 1 };
    });
    const total = amounts.reduce((sum, amount) => sum + amount, 0);
    const cart = aggregateCart({ currency: "CNY", total, items });
    return { cart, market, channel: "web", locale: "en", shopper: { segments } };
  });

const catalogues = fc.record({ before: adjustments, after: adjustments }).map(({ before, after }) => ({
  before: compileCatalogue(sampleCatalogue({ adjustments: before }), "before"),
  after: compileCatalogue(sampleCatalogue({ adjustments: after }), "after"),
}));

const NOTHING = summarize(newTallies());

test("lost and kept are the ways before, gained and kept those after", () => {
  fc.assert(
    fc.property(catalogues, input, ({ before, after }, question) => {
      const outcome = simulateQuote(before, after, question, AT);
      const [old, next] = [quote(before, question, AT), quote(after, question, AT)];
      if (!outcome.ok || !old.ok || !next.ok) {
        expect([outcome.ok, old.ok]).toEqual([false, false]);
        return;
      }
      const { kept, lost, gained } = outcome.value;
      const ids = (list: readonly { readonly offer: string }[]) => list.map(({ offer }) => offer);
      expect([...ids(lost), ...ids(kept)].sort()).toEqual(ids(old.value.options).sort());
      expect([...gained, ...ids(kept)].sort()).toEqual(ids(next.value.options).sort());
      for (const { caughtBy } of lost) if (caughtBy !== null) expect(ids(next.value.options)).toContain(caughtBy);
    }),
    { numRuns: 300 },
  );
});

test("an unchanged catalogue changes nothing", () => {
  fc.assert(
    fc.property(catalogues, fc.array(input, { maxLength: 10 }), ({ before }, questions) => {
      const tallies = newTallies();
      replayLines(tallies, { before, after: before, at: undefined }, linesOf(questions), 1);
      for (const currency of summarize(tallies).currencies) {
        const { losing, gaining, without_instalments, dearer, cheaper, cheapest, ways } = currency;
        for (const { carts } of [losing, gaining, without_instalments, dearer, cheaper]) expect(carts).toBe(0);
        expect(cheapest.after).toBe(cheapest.before);
        for (const band of [...cheapest.bands, cheapest.without]) expect(band.after).toBe(band.before);
        for (const { lost, gained, folded, unfolded } of ways) {
          expect([lost, gained, folded, unfolded].map(({ carts }) => carts)).toEqual([0, 0, 0, 0]);
        }
      }
    }),
    { numRuns: 100 },
  );
});

const linesOf = (questions: readonly QuoteInput[], from = 0) =>
  questions.map((each, index) => JSON.stringify({ id: `q${(from + index) % 40}`, at: AT, input: each })).join("\n");

test("how the quotes are shared out, and in which order the parts come, makes no difference", () => {
  const parts = fc.array(fc.array(input, { maxLength: 15 }), { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(catalogues, parts, fc.integer({ min: 0, max: 3 }), ({ before, after }, shared, turn) => {
      const question = { before, after, at: undefined };
      let from = 0;
      const summaries = shared.map((questions): SimulationSummary => {
        const tallies = newTallies();
        replayLines(tallies, question, linesOf(questions, from), 1);
        from += questions.length;
        return summarize(tallies);
      });
      const whole = newTallies();
      replayLines(whole, question, linesOf(shared.flat()), 1);

      const at = turn % summaries.length;
      const turned = [...summaries.slice(at), ...summaries.slice(0, at)].reverse();
      const [first, ...rest] = summaries;
      expect(mergeSummaries(summaries)).toEqual(summarize(whole));
      expect(mergeSummaries(turned)).toEqual(summarize(whole));
      expect(mergeSummaries([first!, mergeSummaries(rest)])).toEqual(summarize(whole));
      expect(mergeSummaries([NOTHING, summarize(whole)])).toEqual(summarize(whole));
    }),
    { numRuns: 60 },
  );
});

test("every lost way is caught by one way or by nothing, and counts add up", () => {
  fc.assert(
    fc.property(catalogues, fc.array(input, { minLength: 1, maxLength: 15 }), ({ before, after }, questions) => {
      const tallies = newTallies();
      replayLines(tallies, { before, after, at: undefined }, linesOf(questions), 1);
      const { quotes, refused, currencies } = summarize(tallies);
      expect(currencies.reduce((sum, { all }) => sum + all.carts, 0)).toBe(quotes - refused);
      for (const { ways, cheapest, all } of currencies) {
        for (const { lost, caught_by } of ways) {
          expect(caught_by.reduce((sum, { carts }) => sum + carts, 0)).toBe(lost.carts);
          expect(caught_by.reduce((sum, { amount }) => sum + amount, 0)).toBe(lost.amount);
        }
        expect([...cheapest.bands, cheapest.without].reduce((sum, { after: n }) => sum + n, 0)).toBe(all.carts);
      }
    }),
    { numRuns: 100 },
  );
});
