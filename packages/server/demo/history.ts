import type { Method } from "@fenqi/core/offer";
import type { QuoteRequest } from "@fenqi/core/quote";
import type { SeedHistory } from "../src/engine/seed-history.ts";
import type { SeedPlan } from "../src/engine/seed-plans.ts";

type Thing = readonly [sku: string, name: string, category: string, tags: readonly string[], amount: number];

/** What the shop sells, in the mix in which it is looked at. Amounts in fen. */
const THINGS: readonly Thing[] = [
  ["yuanshan-5-256", "远山 5", "phone", ["flagship"], 499_900],
  ["yuanshan-5-512", "远山 5", "phone", ["flagship"], 559_900],
  ["yuanshan-5-256", "远山 5", "phone", ["flagship"], 499_900],
  ["jinshui-3-128", "近水 3", "phone", [], 269_900],
  ["jinshui-3-256", "近水 3", "phone", [], 299_900],
  ["yuntai-14-16-512", "云台 14", "computer", [], 899_900],
  ["yuntai-14-32-1024", "云台 14", "computer", [], 1_059_900],
  ["xi-watch-41", "溪 手表", "wearable", [], 169_900],
  ["xi-watch-45", "溪 手表", "wearable", [], 189_900],
  ["zhu-buds", "竹 耳机", "wearable", [], 89_900],
  ["charger-67", "67 瓦充电器", "accessory", [], 12_900],
];

const asked = ([sku, name, category, tags, amount]: Thing, channel: string, locale: "zh-CN" | "en"): QuoteRequest => ({
  cart: {
    currency: "CNY",
    total: amount,
    items: [{ sku, name, category, tags, unit_amount: amount, quantity: 1 }],
  },
  market: "CN",
  channel,
  locale,
});

const CARTS = THINGS.flatMap((thing, n) => [
  asked(thing, "web", "zh-CN"),
  asked(thing, "app", "zh-CN"),
  ...(n % 4 === 0 ? [asked(thing, "web", "en")] : []),
]);

/** Milliseconds, calls a minute, and shares of what is declined and fails, by partner; others are as the last. */
const MANNERS: { readonly [partner: string]: Omit<SeedHistory["calls"][number], "partner" | "method"> } = {
  card: { perMinute: 9, p50Ms: 180, declined: 0.04, failed: 0.001 },
  shibei: { perMinute: 14, p50Ms: 260, declined: 0.09, failed: 0.002 },
  xiqiao: { perMinute: 6, p50Ms: 310, declined: 0.1, failed: 0.004, brokenMinutesAgo: 46 },
  yunshan: { perMinute: 7, p50Ms: 390, declined: 0.12, failed: 0.002 },
  songtao: { perMinute: 4, p50Ms: 420, declined: 0.13, failed: 0.003 },
  qinghe: { perMinute: 5, p50Ms: 520, declined: 0.16, failed: 0.004 },
};
const OTHERS = { perMinute: 3, p50Ms: 340, declined: 0.11, failed: 0.002 };

/** The week before the demo's start: every partner that can be asked, and some three hundred carts a day. */
export function demoHistory(partners: {
  readonly [partner: string]: readonly { readonly method: string }[];
}): SeedHistory {
  const calls = Object.entries(partners).flatMap(([partner, products]) =>
    [...new Set(products.map(({ method }) => method))].map((method, n) => {
      const manner = MANNERS[partner] ?? OTHERS;
      return { ...manner, partner, method: method as Method, perMinute: manner.perMinute / (n + 1) };
    }),
  );
  return { carts: CARTS, quotesPerHour: 30, calls };
}

const chosen = (order: string, minutesAgo: number, thing: number, option: string): SeedPlan => ({
  order,
  daysAgo: minutesAgo / 1_440,
  option,
  request: asked(THINGS[thing]!, "web", "zh-CN"),
  paid: 0,
  held: true,
});

/** What was agreed to in the hours before the start: the goods have not gone out. */
export const DEMO_LATEST: readonly SeedPlan[] = [
  chosen("HT-1028-21077", 14, 0, "qinghe-12"),
  chosen("HT-1028-21071", 31, 3, "hetian-6"),
  chosen("HT-1028-21066", 52, 5, "yunshan-12"),
  chosen("HT-1028-21058", 95, 1, "qinghe-6"),
  chosen("HT-1028-21049", 140, 7, "hetian-pay-in-3"),
];
