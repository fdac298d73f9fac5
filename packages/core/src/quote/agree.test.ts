import { expect, test } from "vitest";
import type { Catalogue } from "../catalogue/index.ts";
import { agreeOption } from "./agree.ts";
import { AT, compiledSample, FLAT_12, FREE, inputFor, sampleOffer } from "./sample-catalogue.ts";

const agree = (option: string, fields: Partial<Catalogue> = {}) =>
  agreeOption(compiledSample(fields), inputFor(), AT, option);

test("an option is agreed with all that made it", () => {
  const agreed = agree("qinghe-12");
  if (!agreed.ok) throw new Error(agreed.error.code);
  const { option, offer, partner, regime, input, schedule, terms_version } = agreed.value;
  expect([option.id, offer.id, partner.id, regime, terms_version]).toEqual([
    "qinghe-12",
    "qinghe-12",
    "qinghe",
    "cn",
    1,
  ]);
  expect(partner.name.en).toBe("Qinghe Consumer Finance");
  expect([input.amount, input.count, input.terms]).toEqual([4_999_00, 12, FLAT_12]);
  expect(option.schedule).toEqual(schedule!.rows);
  expect(option.disclosure).toMatchObject({ total: { amount: 359_93 } });
});

test("the version of the terms is the one in force", () => {
  const version = (number: number, day: string) => ({
    version: number,
    effective_from: `2026-${day}T00:00:00.000Z`,
    terms: number === 2 ? FREE : { ...FLAT_12 },
  });
  const offers = [sampleOffer("own", { terms: [version(1, "01-01"), version(2, "11-01"), version(3, "12-01")] })];
  expect(agree("own", { offers })).toMatchObject({ ok: true, value: { terms_version: 2 } });
});

test("where only the issuer knows the price there is no schedule", () => {
  expect(agree("issuer")).toMatchObject({ ok: true, value: { schedule: undefined } });
});

test("what is no option is refused, and so is what the quote refuses", () => {
  expect(agree("nothing")).toEqual({ ok: false, error: { code: "unknown_option", option: "nothing" } });
  expect(agreeOption(compiledSample(), { ...inputFor(), market: "ZZ" }, AT, "qinghe-12")).toEqual({
    ok: false,
    error: { code: "unknown_market", market: "ZZ" },
  });
});
