import { readFileSync } from "node:fs";
import { ENGINE_VERSION } from "@fenqi/core/quote";
import { describe, expect, test } from "vitest";
import { fenqi } from "./testing/run.ts";

const { version } = JSON.parse(readFileSync(new URL("../../../../package.json", import.meta.url), "utf8"));

const COMMANDS = ["serve", "demo", "migrate", "catalogue", "quote", "cost", "schedule", "adjust", "keys", "vectors"];

test("help lists every command, and each has a help of its own", async () => {
  const { code, out } = await fenqi(["help"]);
  expect(code).toBe(0);
  for (const name of COMMANDS) {
    expect(out).toMatch(new RegExp(`^  ${name} `, "m"));
    const help = await fenqi(["help", name]);
    expect(help.code).toBe(0);
    expect(help.out).toMatch(new RegExp(`^fenqi ${name}`));
    expect((await fenqi([name, "--help"])).out).toBe(help.out);
  }
});

test.each(["version", "--version", "-v"])("%s says which fenqi and which engine this is", async (said) => {
  const { code, out, err } = await fenqi([said]);
  expect([code, out, err]).toEqual([0, `fenqi ${version}, engine ${ENGINE_VERSION}\n`, ""]);
});

describe("called wrongly: exit code 2, and where to read on", () => {
  test.each([
    [[], ""],
    [["nothing"], "fenqi has no command"],
    [["__proto__"], "fenqi has no command"],
    [["schedule"], "--amount is needed"],
    [["schedule", "--amount", "10"], "--count is needed"],
    [["schedule", "--amount", "10.001", "--count", "3", "--method", "annuity"], "at most 2 places"],
    [["schedule", "--amount", "0", "--count", "3", "--method", "annuity"], "more than zero"],
    [["schedule", "--amount", "10", "--count", "0", "--method", "annuity"], "from 1 to"],
    [["schedule", "--amount", "10", "--count", "3", "--method", "magic"], "--method is one of"],
    [
      ["schedule", "--amount", "10", "--count", "3", "--method", "annuity", "--start", "2026-02-30"],
      "--start is a date",
    ],
    [["schedule", "--amount", "10", "--count", "3", "--method", "annuity", "--currency", "XXX"], "ISO 4217"],
    [["schedule", "--amount", "10", "--count", "3", "--method", "annuity", "--rate", "13"], "a percentage"],
    [["schedule", "--amont", "10"], "Unknown option '--amont'"],
    [["quote"], "Give a CART file or --amount"],
    [["quote", "--amount", "1", "--catalogue", "examples/catalogue.yaml", "--at", "yesterday"], "--at is an instant"],
    [["quote", "--amount", "1", "--zone", "Mars/Olympus"], "--zone is an IANA zone"],
    [["cost"], "Give a FILE or --flow"],
    [["cost", "--flow", "x:1"], "--flow is DATE:AMOUNT"],
    [["catalogue", "validate"], "Give validate|diff|apply FILE"],
    [["adjust"], "Say draft, submit"],
    [["adjust", "suspend", "--cause", "weather"], "--cause is one of"],
    [["adjust", "suspend", "--cause", "incident", "--back", "none", "--zh", "中", "--en", "e"], "Say what it reaches"],
    [["adjust", "lift", "a", "--better-en", "x"], "or neither"],
    [["keys", "create", "--kind", "secret"], "--name is needed"],
  ])("%j", async (args, message) => {
    const { code, out, err } = await fenqi(args);
    expect(code).toBe(2);
    expect(err).toContain(message);
    if (args.length > 0) {
      expect(out).toBe("");
      expect(err).toMatch(/See: fenqi help/);
    }
    expect(err).not.toMatch(/\n\s+at /);
  });
});
