import Type from "typebox";
import { AnyMinor, closed, Id, list, nullable, oneOf, Percent } from "./values.ts";

export const RegimeId = oneOf("cn", "us", "eu", "uk", "in", "br", "jp", "hk", "tw", "au");
const percent = nullable(Percent);

/** A yearly rate by one regime's own method. `headline` stands first; `label` says what it is. */
export const Rate = closed("Rate", {
  regime: RegimeId,
  nominal: percent,
  effective: percent,
  headline: percent,
  label: Type.String(),
});

const Acknowledgement = closed("Acknowledgement", {
  reading_seconds: Type.Integer({ minimum: 0, maximum: 3_600 }),
  confirm: Type.Boolean(),
});

export const DisclosureHead = closed("DisclosureHead", { id: Id, acknowledgement: Acknowledgement });

const DisclosureItem = closed("DisclosureItem", {
  code: Type.String(),
  amount: AnyMinor,
  rate: percent,
  charged_by: Type.String(),
  how: Type.String(),
});

const LateCeiling = closed("LateCeiling", {
  on: oneOf("late_interest_by_day", "late_fees_in_all", "late_charges_by_year", "late_charges_in_year", "all_costs"),
  amount: nullable(AnyMinor),
  ppm: nullable(Type.Number()),
});

const ContingentItem = closed("ContingentItem", {
  code: oneOf("late_interest", "late_fee", "early_settlement"),
  amount: nullable(AnyMinor),
  ppm: nullable(Type.Number()),
  rate: percent,
  charged_by: Type.String(),
  rebate: Type.Optional(Type.Boolean()),
  at_most: Type.Optional(list(LateCeiling, 5, 1)),
});

/** The regime's whole disclosure of one option. */
export const Disclosure = closed("Disclosure", {
  id: Id,
  regime: RegimeId,
  acknowledgement: Acknowledgement,
  required: list(Type.String(), 100),
  items: list(DisclosureItem, 100),
  total: closed("DisclosureTotal", { amount: AnyMinor, nominal: percent, effective: percent }),
  contingent: list(ContingentItem, 20),
  nothing_else: Type.Boolean(),
});
