import { expect, test } from "vitest";
import { type DraftBody, fromForm, patchOf, toForm } from "./draft-form.ts";
import type { AdjustmentRecord, Catalogue } from "./reach.ts";

const catalogue = {
  offers: [
    {
      id: "qinghe-12",
      partner: "qinghe",
      method: "store_instalments",
      count: 12,
      currency: "CNY",
      terms: [
        {
          version: 1,
          terms: {
            repayment: "flat_fee",
            fees: [{ code: "service", charge: { ppm: 6_000 }, per: "period", when: "each", charged_by: "qinghe" }],
          },
        },
      ],
    },
  ],
} as unknown as Catalogue;
const place = { zone: "Asia/Shanghai", catalogue };
const whole = {
  id: "adj_1",
  kind: "suspend",
  cause: "partner_terms",
  scope: { partner: "qinghe", count: 12 },
  starts_at: "2026-11-23T16:00:00.000Z",
  back: { kind: "window", from: "2026-11-27T02:00:00.000Z", until: "2026-11-27T10:00:00.000Z" },
  explanation: { id: "adj_1.why", version: 3, "zh-CN": "条款更新", en: "Terms change" },
  alternatives: ["yunshan-12", "card-full"],
  compensation: {
    kind: "voucher",
    amount: 3_000,
    currency: "CNY",
    budget: 8_000_000,
    valid_until: "2026-12-31T15:59:00.000Z",
    audience: "no_equal_way",
  },
  ramp: {
    steps: [
      { share_ppm: 50_000, dwell_minutes: 90 },
      { share_ppm: 1_000_000, dwell_minutes: 0 },
    ],
  },
} as AdjustmentRecord["adjustment"];
const { id: _, explanation: __, ...rest } = whole;

test("an adjustment goes through the fields unchanged", () => {
  const said = { "zh-CN": "条款更新", en: "Terms change" };
  expect(fromForm(toForm(whole, place), whole, place)).toEqual({ ...rest, explanation: said });
});

test("an announcement says its title, and nothing that only a change has", () => {
  const news = {
    id: "adj_2",
    kind: "inform",
    cause: "business",
    scope: {},
    back: { kind: "none" },
    title: { "zh-CN": "公告", en: "News" },
    explanation: { id: "adj_2.why", version: 1, "zh-CN": "好消息", en: "Good news" },
  } as AdjustmentRecord["adjustment"];
  const { id: _id, explanation: _words, ...said } = news;
  const whole = { ...said, explanation: { "zh-CN": "好消息", en: "Good news" } };
  expect(fromForm(toForm(news, place), news, place)).toEqual(whole);
  const filled = { ...toForm(news, place), alternatives: "auto", compensation: "none", titleEn: " " } as const;
  expect(fromForm(filled, news, place)).toEqual({ ...whole, title: { "zh-CN": "公告" } });
});

test("a new one leaves open what nobody has decided", () => {
  expect(fromForm(toForm(undefined, place), undefined, place)).toEqual({
    kind: "suspend",
    cause: "partner_terms",
    scope: {},
  });
});

test("a new price keeps the other terms of the way", () => {
  const form = { ...toForm(undefined, place), kind: "reprice" as const, fee: "0.62" };
  const { terms } = fromForm({ ...form, scope: { ...form.scope, offer: "qinghe-12" } }, undefined, place);
  expect(terms).toMatchObject({ repayment: "flat_fee", fees: [{ code: "service", charge: { ppm: 6_200 } }] });
});

test("narrower amounts keep the other conditions", () => {
  const narrowed = { ...whole, kind: "restrict", restrict: { amount: { max: 1 }, active_plans: { max: 2 } } } as const;
  const form = { ...toForm(narrowed as typeof whole, place), least: "1,000", most: "" };
  expect(fromForm(form, narrowed as typeof whole, place).restrict).toEqual({
    active_plans: { max: 2 },
    amount: { min: 100_000 },
  });
});

test("a patch says what differs, and null for what is gone", () => {
  const before = fromForm(toForm(whole, place), whole, place);
  expect(patchOf(before, before)).toBeUndefined();
  const { back: ___, ...after } = { ...before, cause: "risk" } as DraftBody;
  expect(patchOf(before, after)).toEqual({ cause: "risk", back: null });
});
