import { PROBLEMS, type Problem, type ProblemCode, type ProblemReason } from "@fenqi/contract";
import type { Refusal } from "../engine/refusals.ts";

/** Where the codes are explained. */
const DOCS = "/docs#";

export interface ProblemExtras {
  readonly detail?: string;
  readonly errors?: readonly ProblemReason[];
  readonly requestId?: string;
  /** What a caller can go on from, by name. */
  readonly facts?: NonNullable<Problem["facts"]>;
  /** A way that has gone since the quote, and the cart quoted again. */
  readonly missing?: Problem["missing"];
  readonly quote?: Problem["quote"];
}

/** An answer that says no. Thrown anywhere in a route; one handler writes it. */
export class ProblemAnswer extends Error {
  override readonly name = "ProblemAnswer";
  readonly code: ProblemCode;
  readonly extras: ProblemExtras;
  readonly headers: { readonly [name: string]: string };

  constructor(code: ProblemCode, extras: ProblemExtras = {}, headers: { readonly [name: string]: string } = {}) {
    super(code);
    this.code = code;
    this.extras = extras;
    this.headers = headers;
  }
}

/** RFC 9457. */
export function toProblem(code: ProblemCode, extras: ProblemExtras = {}): Problem {
  const { detail, errors, requestId, facts, missing, quote } = extras;
  const { status, title } = PROBLEMS[code];
  return {
    type: `${DOCS}${code}`,
    title,
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors: [...errors] }),
    ...(requestId === undefined ? {} : { request_id: requestId }),
    ...(facts === undefined ? {} : { facts }),
    ...(missing === undefined ? {} : { missing }),
    ...(quote === undefined ? {} : { quote }),
  };
}

/** One field, or one header, and what is wrong with it. */
export const one = (pointer: string, code: string, detail: string): ProblemExtras => ({
  errors: [{ pointer, code, detail }],
});

/** A refusal whose facts say it all. */
const byFacts = ({ code: _, ...facts }: { readonly code: string } & NonNullable<Problem["facts"]>): ProblemExtras => ({
  facts,
});

/** The cart of a refused choice, quoted again. */
const again = (fresh: object | undefined): ProblemExtras =>
  fresh === undefined ? {} : { quote: fresh as Problem["quote"] };

const PASSWORD_REFUSED = {
  too_short: (least: number) => `needs ${least} characters or more`,
  too_common: () => "is one that many people choose, or repeats one",
  too_close: () => "is little more than a name or an address",
} as const;

const URL_REFUSED = {
  malformed: "is no address",
  not_https: "must begin with https://",
  inside: "leads inside the network",
  credentials: "may not carry a name or password",
} as const;

/** What each refusal of the engine says. A code without an entry does not compile. */
const SAID: { readonly [C in Refusal["code"]]: (refusal: Extract<Refusal, { readonly code: C }>) => ProblemExtras } = {
  sign_in_failed: () => ({}),
  sign_in_slowed: () => ({}),
  scope_not_held: ({ index }) => one(`/scopes/${index}`, "not_held", "is not one of the role's permissions"),
  company_refused: () => ({}),
  already_member: () => ({}),
  last_admin: () => ({}),
  name_needed: () => one("/name", "required", "is needed of somebody new"),
  second_factor_needed: () => ({}),
  second_factor_wrong: ({ pointer }) => one(pointer, "wrong", "is not the code of now, or was taken before"),
  second_factor_kept: () => ({}),
  password_wrong: ({ pointer }) => one(pointer, "wrong", "is not the password"),
  password_refused: ({ pointer, flaw, least }) => one(pointer, flaw, PASSWORD_REFUSED[flaw](least)),
  not_found: () => ({}),
  gone: () => ({}),
  plans_running: ({ plans }) => ({ errors: plans.map((plan) => ({ pointer: "", code: "running", detail: plan })) }),
  quote_expired: ({ expiredAt, fresh }) => ({ facts: { expired_at: expiredAt }, ...again(fresh) }),
  way_unavailable: ({ way, fresh }) => ({ missing: way, ...again(fresh) }),
  quote_used: byFacts,
  consent_insufficient: ({ pointer, reason, detail }) => one(pointer, reason, detail),
  callback_refused: byFacts,
  second_person_needed: () => ({}),
  partner_declined: () => ({}),
  partner_unavailable: byFacts,
  mandate_not_taken: ({ partner }) => one("/mandate", "not_allowed", `${partner} takes no payments on their day`),
  unknown_test_clock: ({ clock }) => one("/test_clock", "unknown", `${clock} is not a clock of this merchant`),
  clock_backwards: byFacts,
  settlement_quote_invalid: () => one("/settlement_quote", "settlement_quote_invalid", "does not open"),
  wrong_state: byFacts,
  amount_not_positive: byFacts,
  over_outstanding: byFacts,
  over_refundable: byFacts,
  over_credit: byFacts,
  over_late_charges: byFacts,
  settlement_quote_expired: byFacts,
  settlement_quote_stale: byFacts,
  over_refund_payable: byFacts,
  instalments_not_shortened: byFacts,
  due_date_out_of_range: byFacts,
  day_already_closed: byFacts,
  lease_not_settleable: byFacts,
  nothing_to_move: byFacts,
  not_a_lease: byFacts,
  lease_not_refundable: byFacts,
  already_returned: byFacts,
  already_bought: byFacts,
  return_too_early: byFacts,
  no_buyout: byFacts,
  over_deposit: byFacts,
  catalogue_missing: () => ({}),
  token_invalid: ({ pointer }) =>
    one(pointer, "token_invalid", "is no quote's token of this merchant, or was cut or altered on the way"),
  link_too_long: () => one("/orders", "too_long", "does not fit in a link"),
  link_invalid: () => one("/token", "link_invalid", "does not open, or stands for nothing any more"),
  address_unusable: ({ channel, at = "" }) => one(`${at}/address`, "bad_form", `is no address for ${channel}`),
  channel_of_the_store: ({ channel }) => one("/channel", "not_allowed", `${channel} needs a secret key`),
  unknown_component: ({ index }) => one(`/components/${index}`, "unknown", "is not a service of this merchant"),
  not_missing: ({ offer }) => one("/offer", "not_missing", `${offer} is not missing in this quote`),
  cart_too_varied: () => one("/cart/items", "too_many", "categories and tags do not fit in the token"),
  nothing_to_pay: () => one("/cart/total", "too_small", "must be more than zero"),
  unknown_market: ({ market }) => one("/market", "unknown", `${market} has no known disclosure rule at this date`),
  unknown_currency: ({ currency }) => one("/cart/currency", "unknown", `${currency} is not a currency in use`),
  unknown_option: ({ option }) => one("/option", "unknown", `${option} is not an option of this quote`),
  total_mismatch: ({ total, sum }) => one("/cart/total", "mismatch", `is ${total}; items and lines make ${sum}`),
  invalid_date: ({ pointer }) =>
    one(pointer, "no_such_date", "is not a day and time of the calendar, or not between 2000 and 2200"),
  merchant_mismatch: ({ merchant }) => one("/catalogue/merchant/id", "mismatch", `the key belongs to ${merchant}`),
  base_version_conflict: ({ inForce }) =>
    one(
      "/base_version",
      "conflict",
      inForce === null ? "there is no catalogue yet: send null" : `in force is ${inForce}`,
    ),
  forbidden: ({ permission }) => ({ detail: `It needs the permission ${permission}.` }),
  four_eyes: () => ({}),
  version_conflict: ({ version }) => one("/version", "conflict", `it is version ${version} now`),
  adjustment_incomplete: ({ flaws }) => ({ errors: flaws }),
  move_not_allowed: ({ state }) => ({ detail: `It is ${state}.` }),
  simulation_running: () => ({}),
  unknown_quote_code: () => one("/quote_code", "unknown", "is not the code of a recorded quote"),
  unknown_offer: ({ offer }) => one("/offer", "unknown", `${offer} is neither an option nor missing in this quote`),
  quote_needed: () => one("/quote_code", "required", "a way belongs to a quote, and a review to a way"),
  must_not_be_said: ({ pointer, words }) => ({
    errors: words.map((word) => ({ pointer, code: "not_allowed", detail: `must not say “${word}”` })),
  }),
  not_verbatim: ({ pointer }) => one(pointer, "mismatch", "is not what may be said here, word for word"),
  case_unfinished: ({ what }) => ({ detail: `What waits is a decision on ${what}.` }),
  nothing_to_decide: () => ({}),
  compensation_none: () => ({}),
  voucher_unknown: () => one("/code", "unknown", "is no voucher of this store"),
  voucher_used: () => one("/code", "used", "was used for another order"),
  voucher_expired: () => one("/code", "expired", "its time is over"),
  voucher_of_another: () => one("/shopper", "mismatch", "is not the shopper that it was given to"),
  voucher_not_for_order: () => one("/most", "mismatch", "the voucher is worth more, or in another currency"),
  webhook_url_refused: ({ why }) => one("/url", why, URL_REFUSED[why]),
  too_many_endpoints: ({ most }) => ({ detail: `There are ${most} already.` }),
  unknown_partner: ({ partner }) => one("#/query/partner", "unknown", `${partner} is no partner of the catalogue`),
  settlement_format_needed: ({ partner }) =>
    one("#/query/format", "required", `${partner} is not connected: say which form the file has`),
  settlement_file_unsound: ({ line, flaw }) => one("", flaw, `line ${line} is not as the format has it`),
  resolution_not_possible: ({ reason, resolution }) =>
    one("/resolution", "not_allowed", `an exception of ${reason} cannot end as ${resolution}`),
  catalogue_unsound: ({ flaws }) => ({ errors: flaws }),
  adjustment_needed: ({ flaws }) => ({ errors: flaws }),
  adjustment_unsound: ({ flaws }) => ({ errors: flaws }),
};

/** Throws the problem that a refusal makes. */
export function answerRefusal(refusal: Refusal): never {
  const say = SAID[refusal.code] as (refusal: Refusal) => ProblemExtras;
  const headers = refusal.code === "sign_in_slowed" ? { "retry-after": String(refusal.retryAfterSeconds) } : {};
  throw new ProblemAnswer(refusal.code, say(refusal), headers);
}
