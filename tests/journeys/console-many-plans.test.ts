import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { copyPlan } from "../../packages/server/src/testing/many-plans.ts";
import { newDatabase, POSTGRES } from "../../packages/server/src/testing/places.ts";
import { type Demo, openDemo } from "./demo-browser.ts";

const KINDS = [
  { state: "active", word: "还款中", share: 60_000 },
  { state: "overdue", word: "逾期", share: 20_000 },
  { state: "settled", word: "已结清", share: 20_000 },
];
const PARTNER = "qinghe";
/** What ux.md lets a list of 50 rows take. */
const BUDGET_MS = 300;
/** The quickest of so many is the list's own; what comes on top is the machine's. */
const TRIES = 5;

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

describe.runIf(POSTGRES.length > 0)("a list among 100,000 plans", () => {
  let demo: Demo;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const { place, drop: gone } = await newDatabase();
    drop = gone;
    if (place.kind !== "postgres") throw new Error("these plans stand in PostgreSQL");
    demo = await openDemo({ databaseUrl: place.url, dataDir: null });
    const { db } = demo.server.store;
    let first = 1;
    // Copies of plans as different as the demo has them: most run, some are behind, some are over.
    for (const { state, share } of KINDS) {
      const some = () =>
        sql<{ id: string }>`select id from plan where state = ${state} order by id limit 1`.execute(db);
      await vi.waitUntil(async () => (await some()).rows.length > 0, { timeout: 60_000, interval: 100 });
      await copyPlan(db, (await some()).rows[0]!.id, first, first + share - 1);
      first += share;
    }
  }, 240_000);
  afterAll(async () => {
    await demo?.close();
    await drop?.();
  });

  test("every question of the list is answered within its budget", async () => {
    const soon = "due_from=2026-01-01&due_until=2036-01-01";
    const sorts = ["created", "-created", "due", "-due", "outstanding", "-outstanding"].map((sort) => `sort=${sort}`);
    const asked = [
      "",
      ...sorts,
      "state=active",
      "state=overdue&sort=due",
      `partner=${PARTNER}`,
      soon,
      "q=HT-",
      "q=plan_0000",
    ];
    const slow: string[] = [];
    for (const question of asked) {
      let cursor = "";
      const took: number[] = [];
      for (let k = 0; k < TRIES; k += 1) {
        const page = async () => {
          const response = await fetch(`${demo.url}/v1/plans?limit=50&${question}${cursor}`, {
            headers: { authorization: "Bearer sk_test_demo" },
          });
          const { items, next_cursor } = (await response.json()) as { items: unknown[]; next_cursor: string };
          if (items.length !== 50) throw new Error(`${question} answered ${items.length} rows`);
          cursor = `&cursor=${encodeURIComponent(next_cursor)}`;
        };
        took.push(await timed(page));
      }
      const best = Math.min(...took);
      if (best > BUDGET_MS) slow.push(`${question}: ${Math.round(best)} ms`);
    }
    expect(slow).toEqual([]);
  });

  test("and stands in the console within it, from the choice to the last row", async () => {
    const { page } = await demo.visit({ screen: "desk" });
    page.setDefaultTimeout(60_000);
    await page.goto(`${demo.url}/console`);
    await page.getByRole("button", { name: "财务" }).click();
    await page.getByRole("navigation").first().waitFor();
    await page.goto(`${demo.url}/console/plans`);
    const states = page.getByRole("combobox", { name: "状态" });
    const rows = page.getByRole("region", { name: /^分期/ }).locator("tbody tr");
    await rows.nth(49).waitFor();
    const took: number[] = [];
    // Each is asked for once: what stands in the page already would be no list of the server's.
    for (const { state, word } of KINDS) {
      const listed = async () => {
        await states.selectOption(state);
        await rows.filter({ hasText: word }).nth(49).waitFor();
      };
      took.push(await timed(listed));
    }
    expect(Math.min(...took), `${took.map(Math.round)} ms`).toBeLessThan(BUDGET_MS);
  });
});
