import { expect, test } from "vitest";
import { encodeAnswer } from "./encode-answer.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test.each(['{"b":"分期"}', `{"b":"${"远山 5 · ".repeat(30_000)}"}`])("an answer with a head before it, %#", (json) => {
  const encoded = encodeAnswer(json);
  expect(text(encoded.compared)).toBe(json);
  expect(text(encoded.behind('{"a":1,'))).toBe(`{"a":1,${json.slice(1)}`);
});

test("an answer stays as it is when the next one is encoded", () => {
  const first = encodeAnswer('{"b":1}').behind('{"a":1,');
  encodeAnswer('{"b":2}').behind('{"a":2,');
  expect(text(first)).toBe('{"a":1,"b":1}');
});
