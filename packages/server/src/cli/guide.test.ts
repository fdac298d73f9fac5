import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fenqi } from "./testing/run.ts";

const page = readFileSync("examples/plain-page/index.html", "utf8");

test.each(["README.md", "README.zh-CN.md", "docs/guide/checkout-element.md"])(
  "the page in %s is the example",
  (file) => {
    expect(readFileSync(file, "utf8")).toContain(`\`\`\`html\n${page}\`\`\``);
  },
);

test("that page has 20 lines at most", () => {
  expect(page.trimEnd().split("\n").length).toBeLessThanOrEqual(20);
});

describe("what the guide's commands print is what it shows", () => {
  const guide = readFileSync("docs/guide/cli.md", "utf8");
  const shown = [...guide.matchAll(/```\nfenqi (schedule|cost) (.*)\n```\n\n```\n([^`]*)```/g)];

  test.each(shown.map(([, verb, args, output]) => [verb!, args!, output!]))(
    "fenqi %s %s",
    async (verb, args, output) => {
      expect((await fenqi([verb, ...args.split(" ")])).out).toBe(output);
    },
  );

  test("both are there", () => {
    expect(shown.map(([, verb]) => verb)).toEqual(["schedule", "cost"]);
  });
});

test("the guide to simulation shows what its example prints", async () => {
  const guide = readFileSync("docs/guide/simulation.md", "utf8");
  const [, args, output] = /```sh\nfenqi (simulate --catalogue examples.*)\n```\n\n```\n([^`]*)```/.exec(guide)!;
  expect((await fenqi(args!.split(" "))).out).toBe(output);
});

test("the guide's list of commands is the command line's", async () => {
  const guide = readFileSync("docs/guide/cli.md", "utf8");
  const { out } = await fenqi(["help"]);
  for (const [, name] of out.matchAll(/^ {2}([a-z-]+) {2,}/gm)) expect(guide).toContain(`\`${name}`);
});
