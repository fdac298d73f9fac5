import Type, { type Static } from "typebox";
import { AdjustmentCause } from "./adjustment.ts";
import { Disclosure, DisclosureHead, Rate } from "./disclosure.ts";
import { LIMITS } from "./limits.ts";
import {
  AnyMinor,
  Back,
  byName,
  Currency,
  closed,
  ExplanationText,
  Id,
  Instant,
  Interval,
  IsoDate,
  LineKind,
  list,
  Method,
  Minor,
  nullable,
  oneOf,
  Percent,
  Word,
} from "./values.ts";

const count = nullable(Type.Integer({ minimum: 1, maximum: LIMITS.count }));
const whole = Type.Integer({ minimum: 0, maximum: 10_000 });

const PartnerName = closed("PartnerName", { id: Id, name: Type.String() });
/** With the registered name, where the catalogue has one. */
const OptionPartner = closed("OptionPartner", {
  id: Id,
  name: Type.String(),
  legal_name: Type.Optional(Type.String()),
});
const Run = closed("Run", { count: whole, amount: AnyMinor });

const OptionRow = closed("OptionRow", {
  n: whole,
  due_on: IsoDate,
  principal: AnyMinor,
  interest: AnyMinor,
  fee: AnyMinor,
  total: AnyMinor,
  outstanding: AnyMinor,
});

const OptionAdjustment = closed("OptionAdjustment", {
  id: Id,
  kind: oneOf("suspend", "restrict", "reprice", "demote", "introduce", "withdraw", "lift"),
  cause: AdjustmentCause,
  explanation: ExplanationText,
});

const LeaseFacts = closed("LeaseFacts", {
  deposit: AnyMinor,
  deposit_waived: Type.Boolean(),
  rent: AnyMinor,
  buyouts: list(closed("PricedBuyout", { after: whole, price: AnyMinor }), LIMITS.buyouts),
  comparison_rate: nullable(Percent),
});

/** An offer that this cart can use. The first figures are null where only the card's issuer knows the price. */
export const Option = closed("Option", {
  id: Id,
  offer: Id,
  partner: OptionPartner,
  method: Method,
  count,
  interval: Interval,
  prominence: oneOf("normal", "collapsed"),
  pay_today: nullable(AnyMinor),
  runs: list(Run, LIMITS.count + 1),
  total: nullable(AnyMinor),
  cost: nullable(AnyMinor),
  rate: nullable(Rate),
  priced_by: oneOf("offer", "issuer"),
  first_due_on: nullable(IsoDate),
  last_due_on: nullable(IsoDate),
  schedule: Type.Optional(list(OptionRow, LIMITS.count + 2)),
  disclosure: Type.Union([DisclosureHead, Disclosure]),
  badges: list(oneOf("interest_free", "lowest_total", "store_pays_part", "restored"), 10),
  adjustments: list(OptionAdjustment, 100),
  changed_from: Type.Optional(
    closed("ChangedFrom", {
      total: AnyMinor,
      runs: list(Run, LIMITS.count + 1),
      since: Instant,
      explanation: Type.Optional(ExplanationText),
    }),
  ),
  lease: Type.Optional(LeaseFacts),
});

const factValue = Type.Union([Type.Number(), Type.String(), Type.Boolean(), Type.Null(), list(Type.String(), 1_000)]);

const Cause = closed("Cause", {
  code: Type.String(),
  category: oneOf(
    "partner_terms",
    "compliance",
    "maintenance",
    "business",
    "incident",
    "risk",
    "validity",
    "calendar",
    "promotion",
    "order",
    "store",
    "lender",
  ),
  explanation: ExplanationText,
  facts: byName(factValue, 100),
});

const change = <const K extends string, P extends Parameters<typeof Type.Object>[0]>(name: K, rest: P) =>
  Type.Object({ change: Type.Literal(name), ...rest }, { additionalProperties: false });

/** A change that the shopper can make; those of one way, taken together, make it an option. */
const Help = Type.Union(
  [
    change("increase_total", { by: AnyMinor, to: AnyMinor }),
    change("reduce_total", { by: AnyMinor, to: AnyMinor }),
    change("remove_line", { line: LineKind }),
    change("remove_category", { category: Word }),
    change("wait_until", { at: Instant }),
    change("verify_identity", {}),
  ],
  { title: "Help" },
);

const Alternative = closed("Alternative", {
  option: Id,
  extra_total: nullable(AnyMinor),
  extra_per_period: nullable(AnyMinor),
});

/** An offer that this cart cannot use, and why, until when and what instead. */
export const MissingWay = closed("MissingWay", {
  offer: Id,
  partner: PartnerName,
  method: Method,
  count,
  interval: Interval,
  causes: list(Cause, 100, 1),
  back: Back,
  would_help: list(Help, 50),
  alternatives: list(Alternative, 1_000),
  adjustment: Type.Optional(Id),
});

const answer = {
  created_at: Instant,
  expires_at: Instant,
  catalogue_version: Id,
  currency: Currency,
  total: Minor,
  options: list(Option, LIMITS.offers),
  missing: list(MissingWay, LIMITS.offers),
};

/** The part that a replay compares. */
export const QuoteAnswer = closed("QuoteAnswer", answer);

export const Token = Type.String({
  minLength: 1,
  maxLength: LIMITS.tokenLength,
  description: "Encrypted and authenticated: what is needed to make the same quote again.",
});

export const Quote = closed("Quote", {
  id: Id,
  code: Type.String({ description: "Short, to read out: 7K2M-94QF." }),
  token: Token,
  ...answer,
  engine_changed: Type.Optional(
    Type.Literal(true, {
      description: "Replayed by another version of the rules, and the answer differs from the first.",
    }),
  ),
});

export const ReplayRequest = closed("ReplayRequest", { token: Token });
export const OptionRequest = closed("OptionRequest", { token: Token, option: Id });
export const OptionShown = closed("OptionShown", { option: Option });

export const CompareRequest = closed("CompareRequest", {
  token: Token,
  months: Type.Integer({ minimum: 1, maximum: LIMITS.months, description: "Length of use." }),
  resale: Type.Optional(Minor),
});

const ComparedWay = closed("ComparedWay", {
  option: Id,
  kind: oneOf("buy", "rent_to_own", "rent"),
  partner: OptionPartner,
  method: Method,
  count,
  pay_today: AnyMinor,
  runs: list(Run, LIMITS.count + 1),
  total_to_own: nullable(AnyMinor),
  extra_over_cash: nullable(AnyMinor),
  rate: nullable(Rate),
  comparison_rate: nullable(Percent),
  deposit: nullable(AnyMinor),
  rent: nullable(AnyMinor),
  buyout: nullable(closed("ComparedBuyout", { after: whole, price: AnyMinor })),
  if_returned: oneOf("store_return", "rent_stops"),
  yours: oneOf("today", "after_buyout", "never"),
  net_cost: AnyMinor,
  lowest: Type.Boolean(),
  paid_by_month: list(AnyMinor, LIMITS.months + 1),
});

export const Comparison = closed("Comparison", {
  months: whole,
  resale: Minor,
  currency: Currency,
  cash_price: AnyMinor,
  ways: list(ComparedWay, LIMITS.offers),
  verdict: nullable(closed("Verdict", { cheaper: oneOf("buy", "rent", "same"), by: AnyMinor })),
  break_even: nullable(closed("BreakEven", { month: whole, on: IsoDate, payment: whole })),
});

export type ReplayRequest = Static<typeof ReplayRequest>;
export type OptionRequest = Static<typeof OptionRequest>;
export type CompareRequest = Static<typeof CompareRequest>;
