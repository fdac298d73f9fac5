import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const FENQI_MASTER_KEY = randomBytes(32).toString("base64");
const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

describe("the configuration", () => {
  test("has sound defaults", () => {
    const config = readConfig({ FENQI_MASTER_KEY });
    expect(config).toMatchObject({ port: 4180, demo: false, trustProxy: false });
    expect(config.masterKeys?.[0].toString("base64")).toBe(FENQI_MASTER_KEY);
  });

  test("needs a master key outside the demo only", () => {
    expect(problemsOf({})).toEqual([expect.stringContaining("FENQI_MASTER_KEY is needed")]);
    expect(problemsOf({ FENQI_DEMO: "1" })).toEqual([]);
  });

  test.each([
    "short",
    `${"A".repeat(43)}=`,
    "0".repeat(64),
    Buffer.from("0123456701234567".repeat(2)).toString("base64"),
  ])("refuses the master key %s", (key) => {
    expect(problemsOf({ FENQI_MASTER_KEY: key })).toHaveLength(1);
  });

  test("lists every mistake at once", () => {
    const env = {
      PORT: "99999",
      FENQI_DEMO: "yes",
      FENQI_LOG: "loud",
      DATABASE_URL: "mysql://x",
      FENQI_DATABASE_CONNECTIONS: "0",
      FENQI_PUBLIC_URL: "pay.example",
      FENQI_RATE_PER_SECOND: "-1",
      FENQI_FIRST_KEY: "sk_live_short",
      FENQI_MASTER_KEY,
      FENQI_MASTER_KEYS_BEFORE: "x",
    };
    const named = problemsOf(env).map((problem) => problem.split(" ")[0]);
    expect(named.sort()).toEqual(
      Object.keys(env)
        .filter((name) => name !== "FENQI_MASTER_KEY")
        .sort(),
    );
  });

  test("keeps older master keys, to open what they sealed", () => {
    const before = [randomBytes(32), randomBytes(32)];
    const config = readConfig({
      FENQI_MASTER_KEY,
      FENQI_MASTER_KEYS_BEFORE: before.map((k) => k.toString("hex")).join(","),
    });
    expect(config.masterKeys?.slice(1)).toEqual(before);
  });
});
