import type { RouteId } from "./routes.ts";

const explanation = {
  "zh-CN": "暂不可用：支付连接正在按计划升级",
  en: "Not available now: planned upgrade of the payment connection",
};

/** One sound body for each route that takes one; shown in the documents, and held to the schemas by a test. */
export const EXAMPLES: { readonly [I in RouteId]?: unknown } = {
  createQuote: {
    cart: {
      currency: "CNY",
      total: 499_900,
      items: [
        {
          sku: "hx-pro-256",
          name: "Hetian X Pro",
          category: "phone",
          tags: ["new"],
          unit_amount: 499_900,
          quantity: 1,
        },
      ],
    },
    market: "CN",
    channel: "web",
    locale: "zh-CN",
  },
  replayQuote: { token: "02e26347.h2gmUKDLzwzWg0mZCKNkh11Tk34d" },
  showOption: { token: "02e26347.h2gmUKDLzwzWg0mZCKNkh11Tk34d", option: "yunshan-12" },
  compareWays: { token: "02e26347.h2gmUKDLzwzWg0mZCKNkh11Tk34d", months: 24, resale: 150_000 },
  createAdjustment: {
    kind: "suspend",
    cause: "maintenance",
    scope: { partner: "shibei", method: "wallet_instalments" },
    back: { kind: "at", at: "2026-11-24T02:00:00.000Z" },
    explanation,
    alternatives: "auto",
    compensation: "none",
  },
  editAdjustment: { version: 1, back: { kind: "update_by", by: "2026-11-23T10:00:00+08:00" } },
  pauseInEmergency: {
    cause: "incident",
    scope: { partner: "shibei" },
    back: { kind: "update_by", by: "2026-11-22T04:00:00.000Z" },
    explanation: "off.incident",
  },
  submitAdjustment: {},
  approveAdjustment: {},
  rejectAdjustment: { note: "The return is earlier than the partner says." },
  applyAdjustment: {},
  extendAdjustment: { back: { kind: "at", at: "2026-11-25T02:00:00.000Z" } },
  advanceRamp: {},
  rollBackRamp: { note: "More refusals than before the pause." },
  withdrawAdjustment: {},
  holdPartner: { partner: "shibei", method: "wallet_instalments", hold: "open", note: "their status page says so" },
  liftAdjustment: { better: { "zh-CN": "付款不再跳转页面", en: "Payment no longer leaves the page" } },
  postUpdate: {
    text: {
      "zh-CN": "新连接已完成核对，恢复时间不变。",
      en: "The new connection is checked; the return stays as announced.",
    },
  },
  simulateAdjustment: { from: "2026-11-15T00:00:00.000Z", until: "2026-11-22T00:00:00.000Z" },
  createSimulation: {
    from: "2026-11-15T00:00:00.000Z",
    until: "2026-11-22T00:00:00.000Z",
    adjustment: "adj_01HF7YAT3BGM9B26RT4N",
  },
  subscribe: { components: ["all"], channel: "email", address: "lin@example.com", locale: "zh-CN" },
  joinWaitlist: {
    quote_token: "02e26347.h2gmUKDLzwzWg0mZCKNkh11Tk34d",
    offer: "qinghe-12",
    channel: "email",
    address: "lin@example.com",
    locale: "zh-CN",
  },
  confirmLink: { token: "02e26347.h2gmUKDLzwzWg0mZCKNkh11Tk34d" },
  endLink: { token: "02e26347.h2gmUKDLzwzWg0mZCKNkh11Tk34d" },
  openCase: {
    text: "昨天还能分 12 期，今天怎么没有了？",
    quote_code: "7K2M-94QF",
    offer: "shibei-12",
    reply: { channel: "email", address: "lin@example.com" },
    locale: "zh-CN",
  },
  readCaseLink: { token: "02e26347.h2gmUKDLzwzWg0mZCKNkh11Tk34d" },
  writeCaseLink: { token: "02e26347.h2gmUKDLzwzWg0mZCKNkh11Tk34d", text: "好的，我还是想分 12 期。" },
  writeCase: { text: "您好，这次暂停与您个人无关，您已有的分期照常。" },
  assignCase: { assignee: "su-he", queue: "review" },
  closeCase: {},
  reviewCase: { decision: "overturned", reason: "我们看过了，这条规则不应当挡住您。请重新打开付款页。" },
  askGoodwill: { currency: "CNY", amount: 2_000, reason: "两次没能按说好的时间恢复" },
  decideGoodwill: { goodwill: "gdw_01HF7YAT3BGM9B26RT4N", decision: "granted", note: "同意" },
  issueKey: { kind: "secret", mode: "live", name: "Zhou, compliance", role: "approver", person: "ap-zhou" },
};
