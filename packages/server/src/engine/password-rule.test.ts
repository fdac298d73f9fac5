import { expect, test } from "vitest";
import { frequentPasswords } from "../adapters/passwords/frequent-passwords.ts";
import { checkPassword } from "./password-rule.ts";

const common = frequentPasswords();
const user = { email: "lin.wei@shop.test", name: "Lin Wei" };
const flawOf = (password: string, secondFactor = false) => {
  const checked = checkPassword(common, password, { user, secondFactor, pointer: "/password" });
  if (checked.ok) return undefined;
  return checked.error.code === "password_refused" ? checked.error.flaw : checked.error.code;
};

test.each([
  // password, beside a second factor, flaw
  ["correct horse battery staple", false, undefined],
  ["fourteen chars", false, "too_short"],
  ["fifteen letters", false, undefined],
  ["fourteen chars", true, undefined],
  ["seven 7", true, "too_short"],
  ["四个词，也可以做一个很好的口令", false, undefined],
  ["🐴🔋📎🐴🔋📎🐴🔋📎🐴🔋📎🐴🔋", false, "too_short"],
  ["passwordpassword", false, "too_common"],
  ["PasswordPassword", false, "too_common"],
  ["1q2w3e4r5t6y7u8i9o0p", false, undefined],
  ["qwerty123456789", false, "too_common"],
  ["dragon12", true, "too_common"],
  ["footballfootballfootball", false, "too_common"],
  ["aaaaaaaaaaaaaaaaaaaa", false, "too_common"],
  ["abababababababababab", false, "too_common"],
  ["lin.wei@shop.test", false, "too_close"],
  ["Lin Wei fenqi 2026", false, "too_close"],
  ["Lin Wei walks along the river", false, undefined],
])("%s, beside a second factor: %s, is %s", (password, secondFactor, flaw) => {
  expect(flawOf(password, secondFactor)).toBe(flaw);
});

test("the 3,000 most common that are long enough are refused, also as capitals", () => {
  const listed = ["password", "12345678", "qwertyuiop", "1qaz2wsx", "sunshine1", "iloveyou2"];
  for (const password of listed)
    expect([password, flawOf(password.toUpperCase(), true)]).toEqual([password, "too_common"]);
});

test("two ways to write one character are one character", () => {
  expect(flawOf("e\u0301".repeat(14))).toBe("too_short");
});
