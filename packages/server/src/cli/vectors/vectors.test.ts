import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { judgeFile } from "./judge-file.ts";
import { runVectors } from "./run-vectors.ts";

const published = (name: string) => path.resolve(import.meta.dirname, "../../../../../tests/vectors", name);

test.each([
  ["apr.json", 140],
  ["schedules.json", 48],
])("%s: nothing fails, and at least %d are verified", (name, enough) => {
  const outcomes = judgeFile(published(name));
  expect(outcomes.filter(({ verdict }) => verdict === "FAIL")).toEqual([]);
  expect(outcomes.filter(({ verdict }) => verdict === "pass").length).toBeGreaterThanOrEqual(enough);
});

describe("a file", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "vectors-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(content: unknown): { code: number; out: string; err: string } {
    const file = path.join(folder, "file.json");
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    let [out, err] = ["", ""];
    const code = runVectors([file], { out: (text) => (out += text), err: (text) => (err += text) });
    return { code, out, err: err.replace(file, "FILE") };
  }

  const apr = (vector: object) => ({
    kind: "apr",
    schemaVersion: 1,
    vectors: [
      {
        id: "one",
        method: "effective-annual",
        currency: "EUR",
        dayCount: "eu-annex",
        unitPeriod: { unit: "month" },
        advances: [{ amount: "400.00", offset: "0", date: "2028-03-10" }],
        payments: [
          { amount: "210.00", offset: "15/366+1/12", date: "2028-04-25" },
          { amount: "205.00", offset: "1/366+4/12", date: "2028-07-11" },
        ],
        expected: { apr: "17.522189", decimals: 6 },
        ...vector,
      },
    ],
  });

  test("that holds exits with 0", () => {
    expect(run(apr({}))).toEqual({
      code: 0,
      out: "one\texpected 17.522189\tcomputed 17.52218893\tpass\n1 pass, 0 fail, 0 unverified, 1 in all\n",
      err: "",
    });
  });

  test("that fails exits with 1 and shows both figures", () => {
    const { code, out } = run(apr({ expected: { apr: "17.522190", decimals: 6 } }));
    expect(code).toBe(1);
    expect(out).toContain("expected 17.522190\tcomputed 17.52218893\tFAIL");
  });

  test("whose vector is unverified is shown and skipped", () => {
    const { code, out } = run(apr({ expected: { apr: "18", decimals: 0 }, unverified: true }));
    expect(code).toBe(0);
    expect(out).toContain("skipped\n0 pass, 0 fail, 1 unverified");
  });

  test("a schedule that differs in one cell fails, and names it", () => {
    const vector = {
      id: "free",
      method: "zero-interest",
      currency: "CNY",
      inputs: {
        principal: "100",
        periods: 3,
        remainder: "last",
        rounding: { principal: { places: 2, mode: "half-up" } },
      },
      rowsComplete: false,
      rows: [{ n: 3, payment: "33.33" }],
    };
    const { code, out } = run({ kind: "schedules", schemaVersion: 1, vectors: [vector] });
    expect(code).toBe(1);
    expect(out).toContain("free\texpected row 3 payment 33.33\tcomputed 33.34 (0 of 1 figures)\tFAIL");
  });

  test("a table of fees", () => {
    const vector = {
      id: "fees",
      kind: "fee-table",
      method: "fee-table",
      currency: "JPY",
      inputs: { per: "100", annualRatePercent: "15" },
      rows: [{ n: 10, fee: "7.00" }],
    };
    expect(run({ kind: "schedules", schemaVersion: 1, vectors: [vector] }).out).toContain("fee of 10 7.00");
  });

  test.each([
    ["is not JSON", "{", "FILE: "],
    ["is no object", [], "FILE: must be an object"],
    ["is of another kind", { kind: "dogs" }, "FILE.kind: must be one of apr, schedules"],
    [
      "has an amount that is none",
      apr({ advances: [{ amount: "ten", offset: "0" }] }),
      'FILE.vectors[0].advances[0].amount: "ten" is not a decimal number',
    ],
    [
      "has a date that is none",
      apr({ advances: [{ amount: "1", date: "2026-02-30" }] }),
      "FILE.vectors[0].advances[0].date: must be a date",
    ],
    ["has no method that is known", apr({ method: "guess" }), "FILE.vectors[0].method: must be one of"],
    [
      "says two different times",
      apr({ payments: [{ amount: "210.00", offset: "15/365+1/12", date: "2028-04-25" }] }),
      "FILE.vectors[0].payments[0].offset: does not agree with the date 2028-04-25",
    ],
    [
      "gives neither date nor offset",
      apr({ payments: [{ amount: "1" }] }),
      "FILE.vectors[0].payments[0].offset: must be given",
    ],
    [
      "repeats without end",
      apr({ payments: [{ amount: "1", offset: "1", count: 1e9 }] }),
      "FILE.vectors[0].payments[0].count: must be",
    ],
  ])("that %s exits with 2 and says where", (_, content, message) => {
    const { code, out, err } = run(content);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
  });

  test("that is not there exits with 2", () => {
    let err = "";
    expect(runVectors(["/nowhere.json"], { out: () => {}, err: (text) => (err += text) })).toBe(2);
    expect(err).toContain("/nowhere.json: ENOENT");
  });
});
