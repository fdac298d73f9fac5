import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureCatalogue, fixtureRequest } from "../testing/fixture.ts";
import { PLACES, START_MS, type TestPlace } from "../testing/places.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

describe.each(PLACES)("the catalogue on %s", (_, open) => {
  let place: TestPlace;
  let server: TestServer;

  beforeAll(async () => {
    place = await open();
    server = await testServer(place, { empty: true });
  }, START_MS);
  afterAll(async () => {
    await server.close();
    await place.drop();
  });

  const fixture = fixtureCatalogue("shop");
  const current = async () => (await server.ask("GET", "/v1/catalogue")).json;
  const apply = (catalogue: object, base: string | null) =>
    server.ask("POST", "/v1/catalogue", { base_version: base, catalogue });

  test("without one, nothing is quoted, and the first is applied on null", async () => {
    expect((await server.ask("GET", "/v1/catalogue")).status).toBe(404);
    const early = await server.ask("POST", "/v1/quotes", fixtureRequest);
    expect([early.status, early.json.code]).toEqual([409, "catalogue_missing"]);
    expect((await apply(fixture, "cat_other")).json.code).toBe("base_version_conflict");

    const applied = await apply(fixture, null);
    expect(applied.status).toBe(201);
    expect(applied.json.seq).toBe(1);
    expect((await current()).catalogue.offers).toEqual(fixture.offers);
    expect((await server.ask("POST", "/v1/quotes", fixtureRequest)).json.catalogue_version).toBe(applied.json.version);
  });

  test("brings the standard explanations", async () => {
    const ids = (await current()).catalogue.explanations.map((e: { id: string }) => e.id);
    expect(ids).toContain("off.order.min");
  });

  test("an addition is applied on the version in force, and on no other", async () => {
    const { version, catalogue } = await current();
    const more = { ...catalogue, offers: [...catalogue.offers, { ...fixture.offers[1]!, id: "bank-24", count: 24 }] };
    expect((await apply(more, "cat_00000000000000000000000000000000")).status).toBe(409);
    const diff = await server.ask("POST", "/v1/catalogue/diff", { catalogue: more });
    expect(diff.json).toEqual({
      base: version,
      same: false,
      changes: [{ kind: "offer", id: "bank-24", change: "added", fields: [], taken: false }],
    });
    const applied = await apply(more, version);
    expect([applied.status, applied.json.changes]).toEqual([201, diff.json.changes]);
    expect((await apply(more, version)).json.code).toBe("base_version_conflict");
  });

  type Loose = { [field: string]: unknown };
  const edit = (index: number, change: (offer: Loose) => Loose) => (catalogue: Loose) => ({
    ...catalogue,
    offers: (catalogue.offers as Loose[]).map((offer, at) => (at === index ? change(offer) : offer)),
  });

  test.each<[string, (catalogue: Loose) => object, string]>([
    ["removing an offer", (c) => ({ ...c, offers: (c.offers as Loose[]).slice(1) }), "offer_removed"],
    ["a condition", edit(1, (o) => ({ ...o, conditions: { amount: { min: 1_000_000 } } })), "offer_changed"],
    [
      "other terms",
      edit(1, (o) => ({
        ...o,
        terms: (o.terms as Loose[]).map((t) => ({ ...t, terms: { repayment: "annuity", rate_ppm: 240_000 } })),
      })),
      "offer_changed",
    ],
    ["less prominence", edit(2, (o) => ({ ...o, prominence: "collapsed" })), "offer_changed"],
    ["an end", edit(2, (o) => ({ ...o, valid: { until: "2027-01-01T00:00:00.000Z" } })), "offer_changed"],
    ["fewer markets", edit(2, (o) => ({ ...o, markets: ["HK"] })), "offer_changed"],
  ])("%s is no silent edit: it needs an adjustment", async (_, change, code) => {
    const { version, catalogue, seq } = await current();
    const refused = await apply(change(catalogue), version);
    expect([refused.status, refused.json.code, refused.json.errors[0].code]).toEqual([422, "adjustment_needed", code]);
    expect((await current()).seq).toBe(seq);
  });

  test("an adjustment does not come by the file either", async () => {
    const { version, catalogue } = await current();
    const explanation = { id: "e", version: 1, "zh-CN": "一", en: "one" };
    const adjustment = {
      id: "a",
      kind: "suspend",
      cause: "business",
      scope: {},
      starts_at: "2026-01-01T00:00:00.000Z",
      back: { kind: "none" },
      explanation,
      alternatives: "auto",
      compensation: "none",
    };
    const refused = await apply({ ...catalogue, adjustments: [...catalogue.adjustments, adjustment] }, version);
    expect([refused.status, refused.json.errors[0].code]).toEqual([422, "adjustment_added"]);
  });

  test("what is harmless goes through", async () => {
    const { version, catalogue } = await current();
    const kinder = edit(0, (o) => ({ ...o, title: { "zh-CN": "刷卡", en: "By card" }, markets: ["CN", "HK"] }))(
      catalogue,
    );
    expect((await apply(kinder, version)).status).toBe(201);
  });

  test("an unsound one is refused with every flaw at its place, and validate says the same", async () => {
    const { version, catalogue } = await current();
    const unsound = {
      ...catalogue,
      offers: [...catalogue.offers, { ...fixture.offers[1]!, id: "x", partner: "nobody", currency: "XXX" }],
    };
    const place = `/catalogue/offers/${catalogue.offers.length}`;
    const refused = await apply(unsound, version);
    expect([refused.status, refused.json.code]).toEqual([422, "catalogue_unsound"]);
    expect(refused.json.errors.map((e: { pointer: string }) => e.pointer)).toEqual([
      `${place}/partner`,
      `${place}/currency`,
    ]);
    const checked = await server.ask("POST", "/v1/catalogue/validate", { catalogue: unsound });
    expect(checked.json).toEqual({ sound: false, issues: refused.json.errors });
    expect((await server.ask("POST", "/v1/catalogue/validate", { catalogue })).json).toEqual({
      sound: true,
      issues: [],
    });
  });

  test("a cart is tried against a catalogue that is not in force, every offer priced, and nothing is recorded", async () => {
    const { version, catalogue } = await current();
    const [first] = catalogue.offers;
    const small = { ...first, conditions: { amount: { min: fixtureRequest.cart.total + 1 } } };
    const other = { ...catalogue, offers: [small, ...catalogue.offers.slice(1)] };
    const tried = await server.ask("POST", "/v1/catalogue/try", { ...fixtureRequest, catalogue: other });
    expect(tried.status).toBe(200);
    expect(tried.json.answer.missing.map((way: { offer: string }) => way.offer)).toContain(first.id);
    expect(tried.json.prices.map(({ id }: { id: string }) => id)).toContain(first.id);
    expect(tried.json.trace[0].checks.find(({ check }: { check: string }) => check === "amount").holds).toBe(false);
    expect(tried.json.catalogue_version).not.toBe(version);

    const plain = await server.ask("POST", "/v1/catalogue/try", fixtureRequest);
    expect([plain.json.catalogue_version, plain.json.answer.missing.length]).toEqual([version, 0]);
    expect((await server.ask("GET", `/v1/quotes/search?offer=${first.id}`)).json.items).toEqual([]);
    const unsound = await server.ask("POST", "/v1/catalogue/try", {
      ...fixtureRequest,
      catalogue: { ...other, partners: [] },
    });
    expect([unsound.status, unsound.json.code]).toEqual([422, "catalogue_unsound"]);
  });

  test("another merchant's file is refused", async () => {
    const { version, catalogue } = await current();
    const foreign = await apply({ ...catalogue, merchant: { ...catalogue.merchant, id: "other" } }, version);
    expect([foreign.status, foreign.json.code]).toEqual([422, "merchant_mismatch"]);
  });

  test("every version is listed, newest first; the same state has the same version", async () => {
    const { json } = await server.ask("GET", "/v1/catalogue/versions");
    const seqs = json.items.map((item: { seq: number }) => item.seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => b - a));
    expect(
      (await server.ask("GET", "/v1/catalogue/versions?cursor=2")).json.items.map((i: { seq: number }) => i.seq),
    ).toEqual([1]);
  });

  test("its JSON Schema is public", async () => {
    const { status, headers, json } = await server.ask("GET", "/v1/catalogue/schema.json", undefined, { key: null });
    expect([status, headers.get("content-type")]).toEqual([200, "application/schema+json; charset=utf-8"]);
    expect(json.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
  });
});
