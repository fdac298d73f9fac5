import type { Catalogue } from "@fenqi/core/catalogue";
import { expect, test } from "vitest";
import { componentsOf } from "./components.ts";

const NOW = Date.parse("2026-11-22T02:28:00Z");
const STARTED = "2026-11-20T00:00:00.000Z";
const MONTHLY = { every: 1, unit: "month" };
const offer = (count: number, interval = MONTHLY) => ({
  id: `qinghe-${count}`,
  ...{ partner: "qinghe", method: "store_instalments", count, interval },
});
const of = (...adjustments: object[]) =>
  componentsOf(
    {
      partners: [{ id: "qinghe", name: { "zh-CN": "青禾消费金融", en: "Qinghe" } }],
      offers: [offer(12), offer(24)],
      adjustments,
    } as unknown as Catalogue,
    NOW,
  )[0]!;

const closing = (kind: "suspend" | "withdraw", count?: number) => ({
  id: `adj_${kind}`,
  kind,
  scope: { partner: "qinghe", ...(count ? { offer: `qinghe-${count}` } : {}) },
  starts_at: STARTED,
});

test.each([
  ["nothing", [], "normal", [12, 24], []],
  ["a pause of one", [closing("suspend", 24)], "partly_paused", [12, 24], [24]],
  ["one withdrawn for good: no part of it any more, and no pause", [closing("withdraw", 24)], "normal", [12], []],
  ["one withdrawn, the other paused", [closing("withdraw", 24), closing("suspend", 12)], "paused", [12], [12]],
  ["all of it withdrawn", [closing("withdraw")], "paused", [12, 24], [12, 24]],
] as const)("%s", (_, adjustments, state, counts, paused) => {
  expect(of(...adjustments)).toMatchObject({ state, counts, paused_counts: paused });
});

test.each([
  [[offer(1, { every: 30, unit: "day" }), offer(3), offer(12)], MONTHLY],
  [[offer(4, { every: 2, unit: "week" }), offer(6, { every: 2, unit: "week" })], { every: 2, unit: "week" }],
  [[offer(4, { every: 2, unit: "week" }), offer(6)], null],
  [[offer(1, { every: 30, unit: "day" })], { every: 30, unit: "day" }],
])("the interval of %j is %j", (offers, interval) => {
  const partners = [{ id: "qinghe", name: { "zh-CN": "青禾消费金融", en: "Qinghe" } }];
  const catalogue = { partners, offers, adjustments: [] } as unknown as Catalogue;
  expect(componentsOf(catalogue, NOW)[0]!.interval).toEqual(interval);
});
