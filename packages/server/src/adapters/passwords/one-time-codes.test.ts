import { expect, test } from "vitest";
import { codeAt, oneTimeCodes, toBase32 } from "./one-time-codes.ts";

const SECRET = Buffer.from("12345678901234567890");

test.each([
  // RFC 6238, appendix B: seconds since 1970, eight digits of SHA-1
  [59, "94287082"],
  [1_111_111_109, "07081804"],
  [1_111_111_111, "14050471"],
  [1_234_567_890, "89005924"],
  [2_000_000_000, "69279037"],
  [20_000_000_000, "65353130"],
])("at %d the code is %s", (seconds, code) => {
  expect(codeAt(SECRET, Math.floor(seconds / 30), 8)).toBe(code);
});

test.each([
  // RFC 4648, section 10
  ["", ""],
  ["f", "MY"],
  ["fo", "MZXQ"],
  ["foo", "MZXW6"],
  ["foob", "MZXW6YQ"],
  ["fooba", "MZXW6YTB"],
  ["foobar", "MZXW6YTBOI"],
])("base 32 of %s is %s", (text, encoded) => {
  expect(toBase32(Buffer.from(text))).toBe(encoded);
});

test("a code is taken half a minute early and late, not a minute", () => {
  const secret = toBase32(SECRET);
  const at = 1_111_111_119_000;
  const code = codeAt(SECRET, 37_037_037);
  expect(oneTimeCodes.stepOf(secret, code, at)).toBe(37_037_037);
  expect(oneTimeCodes.stepOf(secret, code, at + 30_000)).toBe(37_037_037);
  expect(oneTimeCodes.stepOf(secret, code, at - 30_000)).toBe(37_037_037);
  expect(oneTimeCodes.stepOf(secret, code, at + 61_000)).toBeUndefined();
  expect(oneTimeCodes.stepOf(secret, "000000", at)).toBeUndefined();
  expect(oneTimeCodes.stepOf(secret, "", at)).toBeUndefined();
});

test("secrets have 160 bits and differ", () => {
  const secrets = Array.from({ length: 100 }, () => oneTimeCodes.newSecret());
  for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(new Set(secrets).size).toBe(100);
});
