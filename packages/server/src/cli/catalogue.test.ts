import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Answer, fenqi, withFile } from "./testing/run.ts";

const YAML = readFileSync("examples/catalogue.yaml", "utf8");
const withCatalogue = (text: string, args: readonly string[], answer?: Answer) =>
  withFile("shop.yaml", text, (file) => fenqi(["catalogue", ...args, file], answer));
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split("\n").length;

describe("validate", () => {
  test("says what a sound file holds", async () => {
    const { code, out } = await withCatalogue(YAML, ["validate"]);
    expect(code).toBe(0);
    expect(out).toMatch(/is sound: 2 partners, 3 offers, 1 adjustment\./);
  });

  test.each([
    ["a wrong type", "count: 12\n", 'count: "12"\n', "/offers/2/count"],
    ["an unknown field", "    count: 12\n", "    count: 12\n    colour: red\n", "/offers/2/colour unknown_field"],
    ["a partner that is not there", "partner: qinghe, count", "partner: qinhe, count", "/adjustments/0/scope"],
    ["terms that do not work", "repayment: full", "repayment: full, rate_ppm: 1000", "/offers/0/terms/0/terms"],
    ["two of one id", "id: qinghe-3", "id: qinghe-12", "/offers/2"],
  ])("%s has its line and its field", async (_, from, to, field) => {
    const text = YAML.replace(from, to);
    expect(text).not.toBe(YAML);
    const { code, out, err } = await withCatalogue(text, ["validate"]);
    expect(code).toBe(1);
    expect(out).toBe("");
    expect(err).toMatch(/shop\.yaml:\d+:\d+ \//);
    expect(err).toContain(field);
    expect(err).toMatch(/\d+ errors?\.\n$/);
  });

  test("the line is the field's own", async () => {
    const text = YAML.replace("    count: 12\n", "    count: 12\n    colour: red\n");
    const { err } = await withCatalogue(text, ["validate"]);
    expect(err).toContain(`shop.yaml:${lineOf(text, "colour: red")}:5 /offers/2/colour`);
  });
});

describe("apply", () => {
  const inForce = { version: "cat_1", seq: 1, created_at: "2026-11-22T02:28:00.000Z", catalogue: {} };
  const changes = [{ kind: "offer", id: "qinghe-3", change: "added", fields: [], taken: false }];

  test("goes on top of the version in force, with a key, and says what changed", async () => {
    const { code, out } = await withCatalogue(YAML, ["apply", "--key", "k1"], ({ method, headers, body }) => {
      if (method === "GET") return { status: 200, body: inForce };
      expect(headers["idempotency-key"]).toBe("k1");
      expect(body).toMatchObject({ base_version: "cat_1", catalogue: { merchant: { id: "corner" } } });
      return { status: 201, body: { version: "cat_2", seq: 2, changes } };
    });
    expect(code).toBe(0);
    expect(out).toMatch(/\+ +offer +qinghe-3/);
    expect(out).toContain("In force as version cat_2.");
  });

  test("the file's own base goes first, and `none` is the first catalogue", async () => {
    const bases: unknown[] = [];
    const answer: Answer = ({ body }) => {
      bases.push((body as { base_version: unknown }).base_version);
      return { status: 201, body: { version: "cat_2", seq: 2, changes: [] } };
    };
    await withCatalogue(`base_version: cat_0\n${YAML}`, ["apply"], answer);
    await withCatalogue(YAML, ["apply", "--base", "none"], answer);
    expect(bases).toEqual(["cat_0", null]);
  });

  test("the server's reasons stand at their lines", async () => {
    const errors = [
      { pointer: "/catalogue/offers/1", code: "offer_changed", detail: "offer qinghe-3 would be changed" },
    ];
    const problem = { status: 422, code: "adjustment_needed", title: "This change needs an adjustment", errors };
    const { code, err } = await withCatalogue(YAML, ["apply", "--base", "cat_1"], () => ({
      status: 422,
      body: problem,
    }));
    expect(code).toBe(1);
    expect(err).toContain("adjustment_needed: This change needs an adjustment");
    expect(err).toContain(`shop.yaml:${lineOf(YAML, "id: qinghe-3")}:5 /offers/1 offer_changed`);
  });
});
