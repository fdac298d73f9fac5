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

/** Packages that name no licence in their package.json and bring its text; a test reads it. */
const BY_TEXT: { readonly [path: string]: string } = { "node_modules/png-js": "MIT" };

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
  const others = shipped.filter(([path, { license = BY_TEXT[path] ?? "none" }]) => ![license].flat().some(mayShip));
  expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});

test("what names no licence, and what is no package, brings its text", () => {
  for (const path of Object.keys(BY_TEXT)) {
    expect([path, packages[path]?.license]).toEqual([path, undefined]);
    expect(readFileSync(`${path}/LICENSE`, "utf8")).toMatch(/^MIT License/);
  }
  expect(readFileSync("packages/server/fonts/noto-sans-sc/LICENSE", "utf8")).toContain(
    "SIL Open Font License, Version 1.1",
  );
  expect(readFileSync("NOTICE", "utf8")).toContain("packages/server/fonts/noto-sans-sc");
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
