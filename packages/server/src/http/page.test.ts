import { ROUTES, type Route } from "@fenqi/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { oneOfEach } from "../testing/one-of-each.ts";
import { anyPlace, START_MS } from "../testing/places.ts";
import { type PlanServer, planServer } from "../testing/plan-fixture.ts";

/** Lists that need nothing but a key to be asked. */
const LISTS = (Object.values(ROUTES) as Route[])
  .filter(({ method, path, query }) => method === "GET" && !path.includes(":") && query && "limit" in query.properties)
  .map(({ path, query }) => {
    const { account, currency } = query!.properties as Record<string, unknown>;
    return account && currency ? `${path}?account=shopper_receivable&currency=CNY&` : `${path}?`;
  });

let server: PlanServer;
const plans: string[] = [];
beforeAll(async () => {
  server = await planServer(await anyPlace());
  await oneOfEach(server);
  for (const order_ref of ["a", "b"]) plans.push((await server.active("own-3", { order_ref })).json.id);
}, START_MS);
afterAll(() => server.close());

const page = async (address: string) => {
  const { status, json } = await server.ask("GET", address);
  expect(status, address).toBe(200);
  return json as { items: unknown[]; next_cursor: string | null };
};

test("a list read two rows at a time is the list", async () => {
  // Quotes are recorded behind their answers.
  const recorded = async () =>
    (await page("/v1/quotes/search?")).items.map((quote) => (quote as { plan: string | null }).plan);
  await expect.poll(recorded).toEqual(expect.arrayContaining(plans));
  let turned = 0;
  for (const list of LISTS) {
    const { items: whole } = await page(list);
    const walked: unknown[] = [];
    let next: string | null = "";
    while (next !== null) {
      const { items, next_cursor }: Awaited<ReturnType<typeof page>> = await page(`${list}limit=2${next}`);
      expect(items.length).toBeLessThanOrEqual(2);
      walked.push(...items);
      next = next_cursor === null ? null : `&cursor=${encodeURIComponent(next_cursor)}`;
      if (next !== null) turned += 1;
    }
    expect(walked, list).toEqual(whole);
  }
  expect(turned).toBeGreaterThan(10);
});

test.each(["0", "101", "-1", "1.5", "all"])("a page of %s rows is refused, and the field is named", async (limit) => {
  const { status, json } = await server.ask("GET", `/v1/plans?limit=${limit}`);
  expect(status).toBe(400);
  expect(json.errors[0].pointer).toBe("#/query/limit");
});
