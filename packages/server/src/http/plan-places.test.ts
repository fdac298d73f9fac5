import type { Catalogue } from "@fenqi/core/catalogue";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureRequest } from "../testing/fixture.ts";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { type PlanServer, planCatalogue, planServer } from "../testing/plan-fixture.ts";

const AMOUNT = 599_900;

/** The store's own offers again: with two places, and with limits of each shopper. */
function limited(merchant: string): Catalogue {
  const base = planCatalogue(merchant);
  const own = base.offers.find(({ id }) => id === "own-3")!;
  return {
    ...base,
    offers: [
      ...base.offers,
      { ...own, id: "few", quota: { id: "autumn", max_count: 2 } },
      { ...own, id: "little", quota: { id: "winter", max_amount: AMOUNT * 2 + 1 } },
      { ...own, id: "one-each", conditions: { active_plans: { max: 1 } } },
      { ...own, id: "not-much", conditions: { outstanding: { max: AMOUNT + 1 } } },
    ],
  };
}

describe.each(PLACES)("places and limits on %s", (_, make) => {
  let place: TestPlace;
  let server: PlanServer;
  beforeAll(async () => {
    place = await make();
    server = await planServer(place, { approvals: "none" });
    const { version } = (await server.ask("GET", "/v1/catalogue")).json;
    const body = { base_version: version, catalogue: limited(server.merchant) };
    const applied = await server.ask("POST", "/v1/catalogue", body);
    if (applied.status !== 201) throw new Error(applied.text);
  }, START_MS);
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  /** Quotes for so many shoppers first, and accepts them all at once. */
  async function rush(option: string, shoppers: readonly (string | undefined)[]) {
    const quotes = await Promise.all(
      shoppers.map((ref) =>
        server.ask("POST", "/v1/quotes", { ...fixtureRequest, ...(ref === undefined ? {} : { shopper: { ref } }) }),
      ),
    );
    server.pass(15_000);
    return Promise.all(
      quotes.map(({ json }, at) => {
        const { disclosure } = json.options.find(({ id }: { id: string }) => id === option);
        const confirmed_at = new Date(Date.parse(json.created_at) + 15_000).toISOString();
        const consent = { disclosure: disclosure.id, language: "en", shown_at: json.created_at, confirmed_at };
        return server.ask("POST", "/v1/plans", {
          quote_token: json.token,
          option,
          order_ref: `${option}-${at}`,
          consent,
        });
      }),
    );
  }
  const made = (answers: Awaited<ReturnType<typeof rush>>) => answers.filter(({ status }) => status === 201);
  const causes = (answers: Awaited<ReturnType<typeof rush>>) =>
    answers
      .filter(({ status }) => status !== 201)
      .map(({ json }) => [json.code, json.missing?.causes.map(({ code }: { code: string }) => code)]);
  const used = async (quota: string) => {
    const { rows } = await sql<{ count: string; amount: string }>`
      select count, amount from quota_use where quota_id = ${quota}`.execute(server.store.db);
    return [Number(rows[0]!.count), Number(rows[0]!.amount)];
  };

  test("of eight who take the last two places at once two have them, and the others are told and shown what else", async () => {
    const answers = await rush("few", new Array(8).fill(undefined));
    expect(made(answers)).toHaveLength(2);
    expect(causes(answers)).toEqual(new Array(6).fill(["way_unavailable", ["quota_used_up"]]));
    const refused = answers.find(({ status }) => status !== 201)!.json;
    expect(refused.missing.alternatives.length).toBeGreaterThan(0);
    expect(refused.quote.options.map(({ id }: { id: string }) => id)).not.toContain("few");
    expect(await used("autumn")).toEqual([2, 2 * AMOUNT]);
  });

  test("a plan that is cancelled gives its place back", async () => {
    const { json } = await server.ask("GET", "/v1/plans?order_ref=few-0");
    const taken = json.items[0] ?? (await server.ask("GET", "/v1/plans")).json.items.find(isFew);
    await server.ask("POST", `/v1/plans/${taken.id}/cancellations`, { reason: "changed_mind" });
    expect(await used("autumn")).toEqual([1, AMOUNT]);
  });
  const isFew = ({ offer, state }: { offer: string; state: string }) => offer === "few" && state === "accepted";

  test("a quota in money has room for what fits", async () => {
    expect(made(await rush("little", new Array(4).fill(undefined)))).toHaveLength(2);
    expect(await used("winter")).toEqual([2, 2 * AMOUNT]);
  });

  test.each(["one-each", "not-much"])(
    "%s: a shopper's own limit holds for all that they do at once, and for nobody else",
    async (option) => {
      const shopper = `shopper-${option}`;
      const answers = await rush(option, [shopper, shopper, shopper, `other-${option}`]);
      expect(made(answers)).toHaveLength(2);
      expect(answers.at(-1)!.status).toBe(201);
      // What the store knows of a shopper is never told in public: it is the store's rule.
      expect(causes(answers)).toEqual(new Array(2).fill(["way_unavailable", ["store_rule"]]));
    },
  );
});
