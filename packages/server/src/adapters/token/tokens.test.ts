import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { TokenBody } from "../../engine/ports.ts";
import { ids } from "./ids.ts";
import { deriveKey } from "./secrets.ts";
import { tokenSealer } from "./tokens.ts";

const body = (words: number): TokenBody => ({
  id: ids.quote(1_795_314_480_000),
  code: ids.code(),
  version: `cat_${"a".repeat(32)}`,
  engine: "1",
  at: "2026-11-22T02:28:00.000Z",
  schedules: true,
  input: {
    cart: {
      currency: "CNY",
      total: 599_900,
      goods: 599_900,
      categories: Object.fromEntries(
        Array.from({ length: words }, (_, i) => [`手机配件-${i}-${"x".repeat(20)}`, 1_000]),
      ),
      tags: {},
      lines: {},
    },
    market: "CN",
    channel: "web",
    locale: "zh-CN",
    shopper: { ref: "shopper-1", age: 30 },
  },
  digest: "d".repeat(64),
});

const sealed = (given: TokenBody) => ({ ...given, input: JSON.stringify(given.input) });

const key = () => deriveKey(randomBytes(32), "token");

describe("a token", () => {
  test("opens to what was sealed, for its merchant only", () => {
    const sealer = tokenSealer([key()]);
    const token = sealer.seal("m", sealed(body(3)))!;
    expect(sealer.open("m", token)).toEqual({ ...body(3), id: expect.any(String), code: expect.any(String) });
    expect(sealer.open("other", token)).toBeUndefined();
  });

  test("shows nothing of the shopper, and never the same twice", () => {
    const sealer = tokenSealer([key()]);
    const [a, b] = [sealer.seal("m", sealed(body(1)))!, sealer.seal("m", sealed(body(1)))!];
    expect(a).not.toBe(b);
    expect(Buffer.from(a.split(".")[1]!, "base64url").toString("latin1")).not.toContain("shopper-1");
  });

  test("of an older key still opens; of none that is kept it does not", () => {
    const [older, newer] = [key(), key()];
    const token = tokenSealer([older]).seal("m", sealed(body(1)))!;
    expect(tokenSealer([newer, older]).open("m", token)).toBeDefined();
    expect(tokenSealer([newer]).open("m", token)).toBeUndefined();
  });

  test("is at most 2,048 characters, or none at all", () => {
    const sealer = tokenSealer([key()]);
    expect(sealer.seal("m", sealed(body(10)))!.length).toBeLessThanOrEqual(2_048);
    expect(sealer.seal("m", sealed(body(60)))).toBeUndefined();
  });
});

describe("ids", () => {
  test("sort by time and do not repeat", () => {
    const times = [1_000, 2_000, 1_795_314_480_000, 9_007_199_254_740_991];
    const made = times.map(ids.quote);
    expect([...made].sort()).toEqual(made);
    expect(new Set(Array.from({ length: 10_000 }, () => ids.quote(1))).size).toBe(10_000);
    expect(ids.code()).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(ids.secret()).toMatch(/^[0-9A-HJKMNP-TV-Z]{32}$/);
  });
});
