import { describe, expect, test } from "vitest";
import { isIsoDate, toEpochDay, toIsoDate, weekday } from "./index.ts";

test.each([
  ["1970-01-01", 0],
  ["1969-12-31", -1],
  ["2000-02-29", 11_016],
  ["2026-11-22", 20_779],
  ["2038-01-19", 24_855],
  ["2038-01-20", 24_856],
  ["9999-12-31", 2_932_896],
  ["0001-01-01", -719_162],
])("%s is day %d", (iso, day) => {
  expect(toEpochDay(iso)).toBe(day);
  expect(toIsoDate(day)).toBe(iso);
});

test("every day from 1600 to 2400 is the platform's own, there and back", () => {
  for (let day = toEpochDay("1600-01-01"); day <= toEpochDay("2400-12-31"); day++) {
    const iso = toIsoDate(day);
    if (iso !== new Date(day * 86_400_000).toISOString().slice(0, 10) || toEpochDay(iso) !== day) {
      throw new Error(`day ${day} reads ${iso}`);
    }
  }
});

test.each([
  ["2026-11-22", 7],
  ["2026-11-23", 1],
  ["1969-12-31", 3],
])("%s is weekday %d", (iso, expected) => expect(weekday(toEpochDay(iso))).toBe(expected));

describe("what is no date", () => {
  test.each([
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "0000-01-01",
    "26-11-22",
    "2026-11-22T00:00:00Z",
    "",
    "2026-1-2",
  ])("%j", (text) => {
    expect(isIsoDate(text)).toBe(false);
    expect(() => toEpochDay(text)).toThrow(RangeError);
  });

  test("and a day outside the years 1 to 9999 is not written", () => {
    expect(() => toIsoDate(toEpochDay("9999-12-31") + 1)).toThrow(RangeError);
  });
});
