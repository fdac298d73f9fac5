import { describe, expect, test } from "vitest";
import { Refused } from "./command.ts";
import { parseText } from "./document.ts";

const YAML = `format: fenqi.catalogue/1
merchant:
  id: hetian
  name: { zh-CN: 禾田商城, en: Hetian }
offers:
  - id: a
    terms:
      - version: 1
  # a note
  - id: b
    "a/b": 1
`;

describe("a place in YAML", () => {
  const document = parseText("shop.yaml", YAML);
  test.each([
    ["", 1, 1],
    ["/merchant", 2, 1],
    ["/merchant/name/en", 4, 24],
    ["/offers/0", 6, 5],
    ["/offers/0/terms/0/version", 8, 9],
    ["/offers/1/id", 10, 5],
    ["/offers/1/a~1b", 11, 5],
    ["#/offers/1/id", 10, 5],
    // Not there: the nearest thing around it.
    ["/offers/1/terms", 10, 5],
    ["/offers/7/id", 5, 1],
    ["/nothing", 1, 1],
  ])("%s is at %d:%d", (pointer, line, column) => {
    expect(document.locate(pointer)).toEqual({ line, column });
  });
});

test("JSON is read the same way, with tabs too", () => {
  const document = parseText("shop.json", '{\n\t"offers": [\n\t\t{ "id": "a" },\n\t\t{ "id": "b" }\n\t]\n}\n');
  expect(document.value).toEqual({ offers: [{ id: "a" }, { id: "b" }] });
  expect(document.locate("/offers/1/id")).toEqual({ line: 4, column: 5 });
});

test.each([
  ["a: 1\na: 2\n", "shop.yaml:2:1 Map keys must be unique"],
  ["a: [1,\nb: 2\n", /^shop\.yaml:\d+:\d+ /],
  ["{ a: 1", /^shop\.yaml:1:\d+ /],
])("what does not parse is refused with its line: %j", (text, message) => {
  const refused = catchRefusal(() => parseText("shop.yaml", text));
  expect(refused?.lines[0]).toMatch(message);
});

test("a bomb of aliases is refused", () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${"bcdefghi"
    .split("")
    .map((n, i) => `${n}: &${n} [${Array(10).fill(`*${"abcdefghi"[i]}`).join(",")}]`)
    .join("\n")}\n`;
  expect(catchRefusal(() => parseText("bomb.yaml", bomb))).toBeInstanceOf(Refused);
});

function catchRefusal(run: () => unknown): Refused | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}
