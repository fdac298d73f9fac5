import * as fc from "fast-check";
import { expect, test } from "vitest";
import { formatInstant, parseInstant } from "./index.ts";

test.each([
  ["2026-11-22T02:28:00.000Z", "2026-11-22T02:28:00.000Z"],
  ["2026-11-22T10:28:00+08:00", "2026-11-22T02:28:00.000Z"],
  ["2026-11-21t21:58:00.12-04:30", "2026-11-22T02:28:00.120Z"],
  ["2038-01-19T03:14:08Z", "2038-01-19T03:14:08.000Z"],
  ["2026-11-22T02:28:00.1239Z", "2026-11-22T02:28:00.123Z"],
])("%s", (text, expected) => expect(formatInstant(parseInstant(text))).toBe(expected));

test.each([
  "2026-11-22",
  "2026-11-22T02:28Z",
  "2026-11-22T24:00:00Z",
  "2026-02-29T00:00:00Z",
  "2026-11-22T02:28:00",
  "2026-11-22T02:28:60Z",
  "2026-11-22T02:28:00+24:00",
  "now",
])("%j is no instant", (text) => expect(parseInstant(text)).toBeNaN());

test("there and back for any instant", () => {
  fc.assert(
    fc.property(fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }), (date) => {
      expect(parseInstant(formatInstant(date.getTime()))).toBe(date.getTime());
    }),
  );
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 0.5, 1e17])("%d is not written", (ms) => {
  expect(() => formatInstant(ms)).toThrow(RangeError);
});

test("is written as the platform writes it", () => {
  fc.assert(
    fc.property(fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }), (date) => {
      expect(formatInstant(date.getTime())).toBe(date.toISOString());
    }),
  );
});
