import Type from "typebox";
import { expect, test } from "vitest";
import { Limit } from "./page.ts";
import { checkShape } from "./shape.ts";
import { Back, Id, Instant, IsoDate, nullable, PositiveMinor } from "./values.ts";

const said = (schema: Parameters<typeof checkShape>[0], value: unknown) =>
  checkShape(schema, value).map(({ pointer, code, detail }) => `${pointer} ${code}: ${detail}`);

test.each([
  [{ kind: "at", at: "2026-11-24T02:00:00Z" }, []],
  [{ kind: "at" }, ["/at required: is required"]],
  [{ kind: "soon" }, ['/kind not_allowed: must be "at" or "window" or "update_by" or "none"']],
  [{ kind: "none", at: "2026-11-24T02:00:00Z" }, ["/at unknown_field: is not a field of this object"]],
  [{ kind: "window", from: "2026-11-24T02:00:00Z" }, ["/until required: is required"]],
  [3, [" wrong_type: must be object"]],
])("of a union, the form that was meant speaks: %j", (value, reasons) => {
  expect(said(Back, value)).toEqual(reasons);
});

test("alternatives without a constant speak together", () => {
  expect(said(nullable(PositiveMinor), "12")).toEqual([" wrong_type: must be integer or null"]);
  expect(said(nullable(PositiveMinor), null)).toEqual([]);
});

test("what is asked for is said in words, not as a pattern", () => {
  expect(said(Limit, "1000")).toEqual([" bad_form: must be a whole number from 1 to 100"]);
  expect(said(Id, "rec_…")).toEqual([
    " bad_form: must be an id: 1 to 64 letters, digits and . _ : -, the first of them a letter or digit",
  ]);
  const cart = Type.Object({ total: PositiveMinor, quantity: Type.Integer() });
  expect(checkShape(cart, { total: 49.9, quantity: 1.5 }).map(({ pointer, detail }) => `${pointer} ${detail}`)).toEqual(
    ["/total must be an integer in minor units: 4999.00 is 499900", "/quantity must be integer"],
  );
  expect(said(IsoDate, "22.11.2026")).toEqual([" bad_form: must be a day such as 2026-11-22"]);
  expect(said(Instant, "2026-11-22 10:28")).toEqual([
    " bad_form: must be an instant with its zone such as 2026-11-22T02:28:00Z",
  ]);
});

test("the tenth place is not the first", () => {
  const list = { type: "array", items: Back } as unknown as typeof Back;
  const soon = { kind: "soon" };
  const none = { kind: "none" };
  expect(said(list, [none, soon, none, none, none, none, none, none, none, none, { kind: "at" }])).toEqual([
    '/1/kind not_allowed: must be "at" or "window" or "update_by" or "none"',
    "/10/at required: is required",
  ]);
});

test("a form is meant in each place on its own", () => {
  const list = { type: "array", items: Back } as unknown as typeof Back;
  expect(said(list, [{ kind: "at" }, { kind: "soon" }])).toEqual([
    "/0/at required: is required",
    '/1/kind not_allowed: must be "at" or "window" or "update_by" or "none"',
  ]);
});
