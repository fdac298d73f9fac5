import { expect, test } from "vitest";
import { agreeOption, quoteOption } from "../quote/index.ts";
import { AT, compiledSample, inputFor, sampleAdjustment } from "../quote/sample-catalogue.ts";
import { createPlan } from "./create-plan.ts";

const moment = { at: AT, today: "2026-11-22" };
const acceptance = { id: "pln_1", order_ref: "HT-1", partner_answer: "authorised" } as const;

function planOf(option: string) {
  const agreed = agreeOption(compiledSample(), inputFor(), AT, option);
  if (!agreed.ok) throw new Error(agreed.error.code);
  return { agreed: agreed.value, plan: createPlan(agreed.value, acceptance, moment).plan };
}

test.each(["card-full", "yunshan-12", "qinghe-12", "qinghe-24"])(
  "%s: the plan's rows are those that were shown",
  (id) => {
    const { agreed, plan } = planOf(id);
    const shown = quoteOption(compiledSample(), inputFor(), AT, id);
    expect(shown).toEqual({ ok: true, value: agreed.option });
    expect(
      plan.rows.map(({ n, due_on, principal, interest, fee }) => ({ n, due_on, principal, interest, fee })),
    ).toEqual(
      agreed.option.schedule!.map(({ n, due_on, principal, interest, fee }) => ({
        n,
        due_on,
        principal,
        interest,
        fee,
      })),
    );
    expect(plan).toMatchObject({
      state: "accepted",
      funding: "partner",
      terms_version: 1,
      regime: "cn",
      amount: 499_900,
    });
  },
);

test("a lease's rows are its rents, without the buyout", () => {
  const { plan } = planOf("lease-12");
  expect(plan.rows.map(({ fee }) => fee)).toEqual(new Array(12).fill(28_900));
  expect(plan.lease).toMatchObject({ deposit: 100_000, buyouts: [{ after: 12, price: 219_900 }] });
});

test("an option that is missing now is not agreed", () => {
  const paused = compiledSample({ adjustments: [sampleAdjustment("adj_1", { scope: { offer: "qinghe-12" } })] });
  expect(agreeOption(paused, inputFor(), AT, "qinghe-12")).toEqual({
    ok: false,
    error: { code: "unknown_option", option: "qinghe-12" },
  });
});

test("terms of a repricing adjustment are no version of the offer's own", () => {
  const repriced = sampleAdjustment("adj_2", {
    kind: "reprice",
    scope: { offer: "qinghe-12" },
    terms: { repayment: "interest_free" },
  });
  const agreed = agreeOption(compiledSample({ adjustments: [repriced] }), inputFor(), AT, "qinghe-12");
  expect(agreed).toMatchObject({ ok: true, value: { terms_version: null, option: { cost: 0 } } });
});
