import { expect, test } from "vitest";
import { readIncidentRamp, readPartners } from "./partners.ts";

const told = () => {
  const wrongs: string[] = [];
  return { wrongs, wrong: (name: string, what: string) => void wrongs.push(`${name} ${what}`) };
};
const one = {
  merchant: "main",
  partner: "bank",
  adapter: "sandbox",
  url: "http://127.0.0.1:4181",
  secret: "whsec_YWJj",
};

test("partners are read as they stand; none where nothing is said", () => {
  const { wrongs, wrong } = told();
  expect(readPartners(JSON.stringify([one]), wrong)).toEqual([one]);
  expect(readPartners(undefined, wrong)).toBeUndefined();
  expect(wrongs).toEqual([]);
});

test.each([
  "{",
  "{}",
  JSON.stringify([{ ...one, adapter: "other" }]),
  JSON.stringify([{ ...one, url: "ftp://x" }]),
  JSON.stringify([{ ...one, url: "http://user:pass@x" }]),
  JSON.stringify([{ ...one, secret: "" }]),
])("%s is refused, without its secrets", (text) => {
  const { wrongs, wrong } = told();
  expect(readPartners(text, wrong)).toBeUndefined();
  expect(wrongs).toHaveLength(1);
  expect(wrongs[0]).not.toContain("YWJj");
});

test("an incident's ramp is shares with minutes", () => {
  const { wrongs, wrong } = told();
  expect(readIncidentRamp("10%:5, 100%:0", wrong)?.steps).toEqual([
    { share_ppm: 100_000, dwell_minutes: 5 },
    { share_ppm: 1_000_000, dwell_minutes: 0 },
  ]);
  for (const text of ["10%", "50%:1,10%:1,100%:0", "10%:5"]) expect(readIncidentRamp(text, wrong)).toBeUndefined();
  expect(wrongs).toHaveLength(3);
});
