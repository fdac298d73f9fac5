import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { type Catalogue, formatInstant, parseInstant } from "@fenqi/core";
import { benchCatalogue } from "./quote-in-process.ts";

const FIRST = parseInstant("2026-11-01T00:00:00.000Z");
const CATEGORIES = ["phone", "laptop", "audio", "tablet"];
const TAGS = ["new", "clearance", "5g"];

/** What stands, and what is proposed: a third of the offers pause for laptops, and one is repriced. */
export function simulatedCatalogues(): { readonly before: Catalogue; readonly after: Catalogue } {
  const before = benchCatalogue(50);
  const common = {
    cause: "business",
    starts_at: "2026-10-01T00:00:00.000Z",
    back: { kind: "none" },
    explanation: { id: "exp", version: 1, "zh-CN": "暂不可用", en: "Not available" },
    alternatives: "auto",
    compensation: "none",
  } as const;
  const adjustments: Catalogue["adjustments"] = [
    { id: "pause", kind: "suspend", scope: { category: "laptop" }, ...common },
    {
      id: "dearer",
      kind: "reprice",
      scope: { offer: "offer-0" },
      terms: { repayment: "annuity", rate_ppm: 180_000 },
      ...common,
    },
  ];
  return { before, after: { ...before, adjustments } };
}

/** Writes recorded quotes: the same ones for the same count, a minute apart or less. */
export async function writeQuotes(file: string, count: number): Promise<void> {
  const out = createWriteStream(file);
  let seed = 20_261_122;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  for (let index = 0; index < count; index += 1) {
    const total = 50_000 + random(1_000_000);
    const cart = {
      currency: "CNY",
      total,
      goods: total,
      categories: { [CATEGORIES[random(CATEGORIES.length)]!]: total },
      tags: { [TAGS[random(TAGS.length)]!]: total },
      lines: {},
    };
    const line = JSON.stringify({
      id: `q_${String(index).padStart(9, "0")}`,
      at: formatInstant(FIRST + index * 2_000),
      input: { cart, market: "CN", channel: "web", locale: index % 3 === 0 ? "en" : "zh-CN" },
    });
    if (!out.write(`${line}\n`)) await once(out, "drain");
  }
  out.end();
  await finished(out);
}
