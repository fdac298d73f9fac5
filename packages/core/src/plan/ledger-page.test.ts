import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { ACCOUNTS, type AccountId, MOVEMENTS } from "../ledger/index.ts";
import { ledgerExamples } from "./testing/ledger-examples.ts";

const page = readFileSync(path.join(import.meta.dirname, "../../../../docs/rules/ledger.md"), "utf8");

/** The body rows of the first table under a heading, cell by cell, without their backquotes. */
function tableUnder(heading: string): string[][] {
  const section = page.split(/^#{2,3} /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  return section
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll("`", "")),
    );
}

/** "1,286.41" → 128641; an empty cell is 0. */
const minor = (text: string) => Number(text.replace(/[,.]/g, ""));

describe("docs/rules/ledger.md", () => {
  const examples = ledgerExamples();

  test.each(examples)("$heading", ({ heading, entries }) => {
    const rows = tableUnder(heading).map(([account, name, debit, credit]) => ({
      account,
      name,
      amount: minor(debit!) - minor(credit!),
    }));
    expect(rows).toEqual(
      entries.map(({ account, amount }) => ({ account, name: ACCOUNTS[account].name["zh-CN"], amount })),
    );
  });

  test("names every account of the chart", () => {
    const chart = Object.entries(ACCOUNTS).map(([id, { name, class: kind, by_partner }]) => [
      id,
      name["zh-CN"],
      name.en,
      kind,
      by_partner ? "yes" : "",
    ]);
    expect(tableUnder("Chart of accounts")).toEqual(chart);
  });

  test("names every movement", () => {
    const movements = Object.entries(MOVEMENTS).map(([name, sides]) => [name, ...sides]);
    expect(tableUnder("Movements beside plans").map((row) => row.slice(0, 3))).toEqual(movements);
  });

  test("shows every account at work", () => {
    const used = new Set<AccountId>(examples.flatMap(({ entries }) => entries.map(({ account }) => account)));
    for (const sides of Object.values(MOVEMENTS)) for (const account of sides) used.add(account);
    expect(Object.keys(ACCOUNTS).filter((account) => !used.has(account as AccountId))).toEqual([]);
  });
});
