import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isBalanced } from "../ledger/index.ts";
import {
  amountAtStake,
  type BookedMovement,
  bookFile,
  bookResolution,
  type Counted,
  EXCEPTION_MOVES,
  type ExceptionState,
  explainRows,
  type FileRow,
  mayResolve,
  packing,
  type RESOLUTIONS,
  type ReconciliationException,
  SUMMARY_PARTS,
  sumUp,
  unpackRows,
} from "./index.ts";

const movement = {
  reference: "plan_1",
  request: null,
  kind: "capture",
  amount: 599_900,
  fee: 3_599,
  currency: "CNY",
} as const;
const row = (change: Partial<FileRow> = {}): FileRow => ({
  ...movement,
  n: 1,
  at: "2026-11-25T02:00:00.000Z",
  ...change,
});
const booked = (change: Partial<BookedMovement> = {}): BookedMovement => ({
  ...movement,
  entry: 1,
  plan: "plan_1",
  booked_on: "2026-11-25",
  taken: false,
  ...change,
});

describe("a row", () => {
  test.each<[string, FileRow, BookedMovement[], string | null, number | null]>([
    ["that is equal", row(), [booked()], null, 1],
    ["of another amount", row({ amount: 599_800 }), [booked()], "amount_differs", 1],
    ["of another fee", row({ fee: 3_600 }), [booked()], "fee_differs", 1],
    ["in another currency", row({ currency: "USD" }), [booked()], "currency_differs", 1],
    ["that nobody knows", row(), [], "missing_here", null],
    ["of another kind", row({ kind: "refund" }), [booked()], "missing_here", null],
    ["told before", row(), [booked({ taken: true })], "duplicate", null],
    [
      "of a refund by its own word",
      row({ request: "r2", kind: "refund" }),
      [booked({ kind: "refund", request: "r1" }), booked({ kind: "refund", request: "r2", entry: 2 })],
      null,
      2,
    ],
    [
      "of a refund that nobody asked for",
      row({ request: "r3", kind: "refund" }),
      [booked({ kind: "refund", request: "r1", taken: true })],
      "missing_here",
      null,
    ],
  ])("%s", (_, given, movements, reason, entry) => {
    const [explained] = explainRows([given], movements);
    expect([explained!.reason, explained!.booked?.entry ?? null]).toEqual([reason, entry]);
  });

  test("that is equal is preferred to an earlier one that differs", () => {
    const rows = [row({ n: 1, amount: 1 }), row({ n: 2 })];
    expect(explainRows(rows, [booked()]).map(({ reason }) => reason)).toEqual(["duplicate", null]);
  });
});

const few = <const T>(...of: readonly T[]) => fc.constantFrom<T>(...of);
const anyMovement = {
  reference: few("a", "b", "c"),
  request: few(null, "r1", "r2"),
  kind: few("capture", "refund"),
  amount: few(100, 200, -100),
  fee: few(0, 1),
  currency: few("CNY", "USD"),
} as const;

test("every row is explained once, and no movement twice", () => {
  const rows = fc.array(fc.record(anyMovement), { maxLength: 12 });
  const movements = fc.array(fc.record({ ...anyMovement, taken: fc.boolean() }), { maxLength: 12 });
  fc.assert(
    fc.property(rows, movements, (some, others) => {
      const file = some.map((each, at) => row({ ...each, n: at + 1 }));
      const books = others.map((each, at) => booked({ ...each, entry: at + 1 }));
      const explained = explainRows(file, books);
      expect(explained.map((each) => each.row)).toEqual(file);
      const used = explained.flatMap((each) => (each.booked ? [each.booked] : []));
      expect(new Set(used).size).toBe(used.length);
      expect(used.some(({ taken }) => taken)).toBe(false);
      for (const { row: each, booked: found, reason } of explained) {
        if (found) expect([each.reference, each.kind]).toEqual([found.reference, found.kind]);
        expect(reason === "duplicate" || reason === "missing_here").toBe(found === null);
        const equal =
          found && each.amount === found.amount && each.fee === found.fee && each.currency === found.currency;
        if (found) expect(reason === null).toBe(equal);
      }
    }),
  );
});

const sums = fc.record({
  rows: fc.integer({ min: 1, max: 1_000 }),
  amount: fc.integer({ min: -1e9, max: 1e9 }),
  fee: fc.integer({ min: -1e6, max: 1e6 }),
});
const counted = fc.uniqueArray(
  fc.record({ side: few("there", "here"), part: few(...SUMMARY_PARTS), currency: few("CNY", "USD") }),
  { selector: ({ side, part, currency }) => `${side} ${part} ${currency}`, maxLength: 20 },
);

describe("a summary", () => {
  test("adds up", () => {
    fc.assert(
      fc.property(counted, fc.array(sums, { minLength: 20, maxLength: 20 }), (parts, each) => {
        const all = parts.map((part, at): Counted => ({ ...part, ...each[at]! }));
        const file = new Map(
          ["CNY", "USD"].map((currency) => {
            const there = all.filter((one) => one.currency === currency && one.side === "there");
            const sum = (what: "rows" | "amount" | "fee") => there.reduce((so, one) => so + one[what], 0);
            return [currency, { rows: sum("rows"), amount: sum("amount"), fee: sum("fee") }];
          }),
        );
        for (const summary of sumUp(file, all)) {
          const there = summary.parts.reduce((sum, part) => sum + part.there.amount - part.there.fee, 0);
          expect(there).toBe(summary.there.amount - summary.there.fee);
        }
      }),
    );
  });

  test("that does not add up is never given", () => {
    expect(() => sumUp(new Map([["CNY", { rows: 1, amount: 1, fee: 0 }]]), [])).toThrow("add up");
  });
});

test("a file's money is in transit, pays what is owed, and is nobody's where nothing was expected", () => {
  const flows = { captures: 1_200, refunds: -210, came: 50, went: 7, paidOut: -900 };
  expect(bookFile("wallet", flows, { amount: 143, fee: 10 })).toEqual([
    { account: "bank", partner: null, amount: 900 },
    { account: "cash_in_transit", partner: null, amount: 133 },
    { account: "partner_receivable", partner: "wallet", amount: -1_193 },
    { account: "partner_payable", partner: "wallet", amount: 210 },
    { account: "unapplied_credit", partner: null, amount: -50 },
  ]);
  expect(() => bookFile("wallet", flows, { amount: 143, fee: 11 })).toThrow("every cent");
});

test("what is booked of any file balances", () => {
  const any = fc.integer({ min: -1e9, max: 1e9 });
  const positive = fc.nat(1e9);
  fc.assert(
    fc.property(any, any, positive, positive, any, (captures, refunds, came, went, paidOut) => {
      const flows = { captures, refunds, came, went, paidOut };
      const amount = captures + refunds + came - went + paidOut;
      expect(isBalanced(bookFile("p", flows, { amount, fee: 0 }))).toBe(true);
    }),
  );
});

const side = (amount: number, fee = 0, currency = "CNY") => ({ amount, fee, currency });
const capture = { kind: "capture" } as const;

describe("a resolution", () => {
  test.each<[string, ReconciliationException, (typeof RESOLUTIONS)[number], [string, number][]]>([
    [
      "a higher fee is ours",
      { ...capture, reason: "fee_differs", there: side(100, 3), here: side(100, 1) },
      "accepted",
      [
        ["partner_fees", 2],
        ["partner_receivable", -2],
      ],
    ],
    [
      "a shortfall is lost",
      { ...capture, reason: "amount_differs", there: side(90), here: side(100) },
      "accepted",
      [
        ["write_offs", 10],
        ["partner_receivable", -10],
      ],
    ],
    [
      "a surplus is nobody's",
      { ...capture, reason: "amount_differs", there: side(110), here: side(100) },
      "accepted",
      [
        ["unapplied_credit", -10],
        ["partner_receivable", 10],
      ],
    ],
    [
      "what never comes is lost",
      { ...capture, reason: "missing_there", there: null, here: side(100, 1) },
      "accepted",
      [
        ["write_offs", 99],
        ["partner_receivable", -99],
      ],
    ],
    [
      "a partner's own fee is a fee",
      { kind: "other", reason: "missing_here", there: side(-5), here: null },
      "accepted",
      [
        ["partner_fees", 5],
        ["partner_receivable", -5],
      ],
    ],
    [
      "a second payment goes back",
      { ...capture, reason: "duplicate", there: side(100), here: null },
      "claimed",
      [
        ["unapplied_credit", 100],
        ["partner_payable", -100],
      ],
    ],
    ["a surplus stays nobody's", { ...capture, reason: "missing_here", there: side(100), here: null }, "accepted", []],
    [
      "a shortfall is claimed",
      { ...capture, reason: "amount_differs", there: side(90), here: side(100) },
      "claimed",
      [],
    ],
    ["another file has it", { ...capture, reason: "missing_there", there: null, here: side(9) }, "timing", []],
  ])("%s", (_, exception, resolution, lines) => {
    const entries = bookResolution("wallet", exception, resolution);
    expect(entries.map(({ account, amount }) => [account, amount])).toEqual(lines);
    expect(mayResolve(exception, resolution)).toBe(true);
  });

  test("two currencies are not set off, and a difference does not come with another file", () => {
    expect(mayResolve({ reason: "currency_differs" }, "accepted")).toBe(false);
    expect(mayResolve({ reason: "amount_differs" }, "timing")).toBe(false);
  });

  test.each<[ReturnType<typeof side> | null, ReturnType<typeof side> | null, number]>([
    [side(100, 3), side(100, 1), 2],
    [null, side(-100), 100],
    [side(100, 0, "USD"), side(700), 700],
  ])("what is at stake between %j and %j is %d", (there, here, stake) => {
    expect(amountAtStake({ there, here })).toBe(stake);
  });
});

test("every state of an exception is reached, and what was cleared stays so", () => {
  const reached = new Set<ExceptionState>(["open"]);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const state of reached) for (const next of Object.values(EXCEPTION_MOVES[state])) reached.add(next);
  }
  expect([...reached].sort()).toEqual(Object.keys(EXCEPTION_MOVES).sort());
  expect(EXCEPTION_MOVES.cleared).toEqual({});
});

test("rows that are packed, some at a time, come out as they went in, with what they add up to", () => {
  const word = fc.stringMatching(/^[\x21-\x7e]{1,20}$/);
  const minor = fc.integer({ min: -(2 ** 40), max: 2 ** 40 });
  const someRow = fc.record({
    reference: word,
    request: fc.option(word),
    kind: fc.constantFrom("capture" as const, "refund" as const),
    amount: minor,
    fee: minor,
    currency: fc.constantFrom("CNY", "EUR"),
    at: fc.constant(row().at),
  });
  fc.assert(
    fc.property(fc.array(fc.array(someRow, { maxLength: 5 }), { maxLength: 5 }), (pieces) => {
      const rows = pieces.flat();
      const page = packing();
      for (const piece of pieces) page.add(piece);
      expect(page.count()).toBe(rows.length);
      const packed = page.take();
      expect([packed.count, page.count()]).toEqual([rows.length, 0]);
      expect(unpackRows(packed, [...rows.keys()])).toEqual(rows);
      const some = [...rows.keys()].filter((place) => place % 3 === 1);
      expect(unpackRows(packed, some)).toEqual(some.map((place) => rows[place]));
      const { sums } = packed;
      for (const { kind, currency, ...sum } of sums) {
        const of = rows.filter((each) => each.kind === kind && each.currency === currency);
        expect(sum).toEqual({
          rows: of.length,
          amount: of.reduce((all, each) => all + each.amount, 0),
          fee: of.reduce((all, each) => all + each.fee, 0),
        });
      }
      expect(sums.reduce((all, each) => all + each.rows, 0)).toBe(rows.length);
    }),
    { numRuns: 50 },
  );
});
