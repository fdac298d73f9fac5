import { open } from "node:fs/promises";
import { aggregateCart } from "@fenqi/core/offer";
import type { SimulationSummary } from "@fenqi/core/simulation";
import { describe, expect, test } from "vitest";
import { fixtureAdjustment, fixtureCatalogue, fixtureRequest } from "../testing/fixture.ts";
import { quotesChunks } from "./quotes-file.ts";
import { fenqi, withFile } from "./testing/run.ts";

const before = fixtureCatalogue("shop");
const after = {
  ...before,
  adjustments: [
    {
      id: "pause",
      ...fixtureAdjustment,
      starts_at: "2026-01-01T00:00:00.000Z",
      explanation: { id: "why", version: 1, ...fixtureAdjustment.explanation },
      alternatives: "auto" as const,
      compensation: "none" as const,
    },
  ],
};

const { cart, ...rest } = fixtureRequest;
const line = (id: string, input: object = { ...rest, cart: aggregateCart(cart) }) =>
  JSON.stringify({ id, at: "2026-11-22T02:28:00.000Z", input });
const lines = Array.from({ length: 30 }, (_, index) => line(`q_${index + 10}`)).join("\n");

const simulate = (quotes: string, catalogue: object = after, ...flags: string[]) =>
  withFile("quotes.jsonl", quotes, (quotesFile) =>
    withFile("after.json", JSON.stringify(catalogue), (afterFile) =>
      withFile("before.json", JSON.stringify(before), (beforeFile) =>
        fenqi(["simulate", "--catalogue", afterFile, "--quotes", quotesFile, "--against", beforeFile, ...flags]),
      ),
    ),
  );

describe("fenqi simulate", () => {
  test("tells who loses what, what catches them, and which quotes to open", async () => {
    const { code, out, err } = await simulate(lines);
    expect(code).toBe(0);
    expect(out).toContain("30 quotes replayed\n");
    expect(out).toMatch(/^lose a way +30 +100\.0 % +179,970\.00$/m);
    expect(out).toMatch(/^left without instalments +0 +0\.0 % +0\.00$/m);
    expect(out).toMatch(/^wallet-12 +30 +30 +179,970\.00 .* bank-12 100\.0 %$/m);
    expect(out).toMatch(/^market +CN +30 +30 /m);
    expect(out).toMatch(/^amount +from 5,000\.00 +30 +30 /m);
    expect(out).toContain("lose a way: q_10 q_11 q_12");
    expect(err).toContain("100 %  30 quotes\n");
  });

  test("gives the same figures on one thread and on three", async () => {
    const [one, three] = await Promise.all([
      simulate(lines, after, "--json", "--threads", "1"),
      simulate(lines, after, "--json", "--threads", "3"),
    ]);
    expect(three.out).toBe(one.out);
    const { currencies } = JSON.parse(one.out) as SimulationSummary;
    expect(currencies[0]!.losing).toEqual({ carts: 30, amount: 17_997_000 });
  });

  test("says that nothing changes where nothing does", async () => {
    const { code, out } = await simulate(lines, before);
    expect(code).toBe(0);
    expect(out).toContain("No way is lost, gained, repriced or moved.");
  });

  test("counts lines that are no quotes, and refuses", async () => {
    const { code, out } = await simulate(`${lines}\nnonsense\n`);
    expect(code).toBe(1);
    expect(out).toContain("31 quotes replayed, 1 not recorded quotes");
    expect(out).toContain("not recorded quotes: line 31");
  });

  test("reads the catalogue in force where it is compared with none", async () => {
    const { code, out } = await withFile("quotes.jsonl", lines, (quotes) =>
      withFile("after.json", JSON.stringify(after), (file) =>
        fenqi(["simulate", "--catalogue", file, "--quotes", quotes, "--json"], ({ url }) =>
          url.endsWith("/v1/catalogue") ? { status: 200, body: { version: "v", catalogue: before } } : undefined,
        ),
      ),
    );
    expect(code).toBe(0);
    expect((JSON.parse(out) as SimulationSummary).currencies[0]!.losing.carts).toBe(30);
  });

  test.each([
    [["--quotes", "q"], 2, "--catalogue is needed"],
    [["--catalogue", "nowhere.yaml", "--quotes", "q"], 1, "nowhere.yaml"],
  ])("%s is refused", async (flags, code, said) => {
    const ran = await fenqi(["simulate", ...flags]);
    expect(ran).toMatchObject({ code, out: "" });
    expect(ran.err).toContain(said);
  });
});

test("a file comes in whole lines, whatever the size of its chunks", async () => {
  const text = "{1}\n{22}\n\n{333}\n{4}";
  for (const size of [6, 7, 10, 100]) {
    const chunks = await withFile("quotes.jsonl", text, async (file) => {
      const handle = await open(file);
      const found: { text: string; firstLine: number; bytes: number }[] = [];
      for await (const { lines: bytes, ...chunk } of quotesChunks(handle, file, size)) {
        found.push({ text: new TextDecoder().decode(bytes), ...chunk });
      }
      await handle.close();
      return found;
    });
    expect(chunks.map((chunk) => chunk.text).join("")).toBe(text);
    for (const chunk of chunks) {
      expect(
        text
          .split("\n")
          .slice(chunk.firstLine - 1)
          .join("\n")
          .startsWith(chunk.text),
      ).toBe(true);
    }
    expect(chunks.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(text.length);
  }
});

test("a line that never ends is refused", async () => {
  await withFile("quotes.jsonl", "x".repeat(100), async (file) => {
    const handle = await open(file);
    const read = async () => {
      for await (const _ of quotesChunks(handle, file, 10));
    };
    await expect(read()).rejects.toThrow(/:1 is longer than 10 bytes/);
    await handle.close();
  });
});
