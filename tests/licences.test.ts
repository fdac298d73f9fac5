import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** What may be shipped with a program under Apache-2.0: permissive licences, and fonts under their own. */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "OFL-1.1",
  "Unlicense",
]);

interface Locked {
  readonly dev?: boolean;
  readonly link?: boolean;
  /** SPDX; an old package may name several, any of which holds. */
  readonly license?: string | readonly string[];
}

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  readonly packages: { readonly [path: string]: Locked };
};
const shipped = Object.entries(packages).filter(
  ([path, { dev, link }]) => path.includes("node_modules/") && !dev && !link,
);

/** Whether one of the alternatives may be shipped; all parts of an AND must. */
const mayShip = (license: string): boolean =>
  license
    .replace(/[()]/g, "")
    .split(" OR ")
    .some((each) => each.split(" AND ").every((part) => ALLOWED.has(part)));

test("everything that is shipped has a licence that Apache-2.0 can stand beside", () => {
  expect(shipped.length).toBeGreaterThan(100);
  const others = shipped.filter(([, { license }]) => ![license ?? "none"].flat().some(mayShip));
  expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});

test("a licence that asks for more is found out", () => {
  const licences = [
    "GPL-3.0-only",
    "MIT AND GPL-2.0-only",
    "SEE LICENSE IN LICENSE",
    "MIT OR GPL-2.0-only",
    "(MIT OR CC0-1.0)",
  ];
  expect(licences.map(mayShip)).toEqual([false, false, false, true, true]);
});
