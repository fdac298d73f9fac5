import type { Story } from "./types.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const iso = (ms: number) => new Date(ms).toISOString();
/** Two days on, at ten in Beijing. */
const tenInTwoDays = (now: number) => iso(Math.floor((now + 8 * HOUR) / DAY) * DAY + 2 * DAY + 2 * HOUR);

/** One story per cause. The words are the approved ones of each cause. */
export const STORIES: readonly Story[] = [
  {
    id: "maintenance",
    title: { "zh-CN": "计划升级，青禾消费金融 12 期", en: "Planned upgrade, Qinghe 12 months" },
    kind: "suspend",
    cause: "maintenance",
    scope: { offer: "qinghe-12" },
    offer: "qinghe-12",
    instead: ["yunshan-12", "card-full"],
    back: (now) => ({ kind: "at", at: tenInTwoDays(now) }),
    explanation: {
      "zh-CN": "暂不可用：支付连接正在按计划升级。已有分期不受影响",
      en: "Not available now: planned upgrade of payment connection. Existing plans are unaffected",
    },
    better: { "zh-CN": "确认付款不再跳转页面，少一步", en: "Confirming no longer leaves the page, one step fewer" },
  },
  {
    id: "partner-terms",
    title: { "zh-CN": "合作方条款，云杉银行 12 期", en: "Partner terms, Yunshan 12 months" },
    kind: "suspend",
    cause: "partner_terms",
    scope: { offer: "yunshan-12" },
    offer: "yunshan-12",
    instead: ["qinghe-12", "card-full"],
    back: (now) => ({ kind: "update_by", by: iso(now + DAY) }),
    explanation: {
      "zh-CN": "暂不可用：服务条款更新中，期间不接受新的分期。已有分期不受影响",
      en: "Not available now: service terms are being updated, so no new plans. Existing plans are unaffected",
    },
    better: {
      "zh-CN": "仍为 12 期免息，条款写得更短、更清楚",
      en: "Still 12 interest-free, with shorter and clearer terms",
    },
  },
  {
    id: "compliance",
    title: { "zh-CN": "合规更新，青禾消费金融", en: "Rules update, Qinghe Consumer Finance" },
    kind: "suspend",
    cause: "compliance",
    scope: { partner: "qinghe" },
    offer: "qinghe-12",
    instead: ["yunshan-12", "card-full"],
    back: (now) => ({ kind: "window", from: iso(now + 3 * DAY), until: iso(now + 5 * DAY) }),
    explanation: {
      "zh-CN": "暂不可用：我们正按适用规定更新此方式的展示与流程。已有分期不受影响",
      en: "Not available now: we are updating this option to follow applicable rules. Existing plans are unaffected",
    },
    better: { "zh-CN": "费用明示表现在列出每一项由谁收取", en: "The cost table now names who charges each item" },
  },
  {
    id: "business",
    title: { "zh-CN": "本店经营调整，青禾消费金融 6 期", en: "Business decision, Qinghe 6 months" },
    kind: "demote",
    cause: "business",
    scope: { offer: "qinghe-6" },
    offer: "qinghe-6",
    instead: "auto",
    back: () => ({ kind: "none" }),
    explanation: {
      "zh-CN": "优先列出常用期数，条件不变",
      en: "we list the most used terms first. Terms unchanged",
    },
    better: { "zh-CN": "6 期重新列在前面，条件不变", en: "6 months is listed up front again, same terms" },
  },
  {
    id: "incident",
    title: { "zh-CN": "连接故障，青禾消费金融 12 期", en: "Connection fault, Qinghe 12 months" },
    kind: "suspend",
    cause: "incident",
    scope: { offer: "qinghe-12" },
    offer: "qinghe-12",
    instead: ["yunshan-12", "card-full"],
    back: (now) => ({ kind: "update_by", by: iso(now + 2 * HOUR) }),
    explanation: {
      "zh-CN": "暂不可用：连接故障，正在处理。本次未扣款",
      en: "Not available now: connection fault, being fixed. You were not charged",
    },
    better: { "zh-CN": "连接已换到备用线路，断开时自动切换", en: "A second line now takes over by itself" },
  },
];

/** The story of that id; the first where it is unknown. */
export function storyOf(id: unknown): Story {
  return STORIES.find((story) => story.id === id) ?? STORIES[0]!;
}
