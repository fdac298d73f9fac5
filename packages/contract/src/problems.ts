import type { MissingWay as MissingWayData, QuoteAnswer as QuoteAnswerData } from "@fenqi/core/quote";
import Type, { type Static } from "typebox";
import { MissingWay, Quote } from "./quote.ts";
import { byName, closed, list } from "./values.ts";

interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** What it means and what to do; the text of docs/errors.md. */
  readonly meaning: string;
}

/** Every problem the API answers, by code. Codes never change their meaning; new ones may be added. */
export const PROBLEMS = {
  invalid_json: {
    status: 400,
    title: "The body is not sound JSON",
    meaning:
      "It does not parse, names a key twice, is nested too deep or tries to reach a prototype. `errors[0].detail` says where.",
  },
  invalid_request: {
    status: 400,
    title: "The request does not have the right form",
    meaning: "Each entry of `errors` names a field by JSON pointer, and what is wrong with it. Nothing was changed.",
  },
  idempotency_key_missing: {
    status: 400,
    title: "An Idempotency-Key header is needed",
    meaning:
      "A POST that creates or moves something needs a key of 1 to 255 visible ASCII characters. Use a new one per intention, and the same one for its retries.",
  },
  key_missing: { status: 401, title: "An API key is needed", meaning: "Send `Authorization: Bearer <key>`." },
  key_unknown: {
    status: 401,
    title: "The API key is not valid",
    meaning: "It is unknown, has expired or was revoked.",
  },
  session_missing: {
    status: 401,
    title: "Nobody is signed in",
    meaning:
      "There is no session, or it has ended: by signing out, by time, or because the person lost access. Sign in again.",
  },
  sign_in_failed: {
    status: 401,
    title: "Address and password do not fit together",
    meaning: "One of them is wrong; the answer is the same whichever, and whether or not the address is known.",
  },
  second_factor_needed: {
    status: 401,
    title: "A code is needed",
    meaning:
      "Address and password are right, and the person has a second factor: send the authenticator's code, or one that was kept for its loss, as `code` too.",
  },
  second_factor_wrong: {
    status: 401,
    title: "The code is not right",
    meaning:
      "It is mistyped, from another half minute, or was taken before: each is taken once. Wait for the next one.",
  },
  company_refused: {
    status: 403,
    title: "The company's sign-in does not let in",
    meaning:
      "It refused or could not be reached; the answer was to another browser's question or came after ten minutes; none of the person's groups has a role here; or their address is not verified. The server's log says which.",
  },
  cross_site_refused: {
    status: 403,
    title: "Only this server's own pages may ask this",
    meaning:
      "A request that acts by a session must come from a page of this server (`Sec-Fetch-Site: same-origin`, or `Origin` as the host) and carry JSON or a file, not a form. Programs use an API key.",
  },
  secret_key_needed: {
    status: 403,
    title: "This needs a secret key",
    meaning:
      "Publishable keys may only ask for quotes. `errors` names the field, where it is one field that needs the secret key.",
  },
  forbidden: {
    status: 403,
    title: "The role may not do this",
    meaning: "`detail` names the permission that is needed. Which role has which is in docs/guide/people.md.",
  },
  four_eyes: {
    status: 403,
    title: "Another person must approve this",
    meaning: "Whoever wrote any of it cannot approve it, also with another key.",
  },
  origin_not_allowed: {
    status: 403,
    title: "This origin may not use the key",
    meaning: "Add the origin to the publishable key's allowed origins.",
  },
  callback_refused: {
    status: 403,
    title: "The message is not taken as the partner's",
    meaning:
      "`facts.why` says why: it is `unsigned`, its `signature` is another's, its time is off by more than five minutes (`skew`), it came before (`replay`), or it has another `form`. Nothing was changed.",
  },
  second_person_needed: {
    status: 403,
    title: "This needs two people",
    meaning:
      "Money moved by hand is proposed by one person and approved by another: `POST /v1/plans/{id}/proposals`. Write-offs and late charges waived always, refunds above the server's limit; the store's own key is not by hand.",
  },
  not_found: {
    status: 404,
    title: "There is nothing here",
    meaning: "The address or the id is unknown; an id of another merchant answers the same.",
  },
  plans_running: {
    status: 409,
    title: "A plan of this shopper has not ended",
    meaning:
      "Each entry of `errors` names one in `detail`. Who owes and who is owed to must be known until a plan has ended; then it can be erased who it was. Nothing was erased.",
  },
  gone: {
    status: 410,
    title: "This was erased",
    meaning:
      "The shopper of this quote was erased, and with them what the quote was asked with: it cannot be shown or chosen any more. Ask for a new one.",
  },
  method_not_allowed: {
    status: 405,
    title: "The address does not take this method",
    meaning: "`Allow` lists those it takes.",
  },
  request_timeout: {
    status: 408,
    title: "The request took too long to arrive",
    meaning: "Send the whole request within 7 seconds, a file within 5 minutes.",
  },
  base_version_conflict: {
    status: 409,
    title: "The catalogue has moved on",
    meaning: "`base_version` is not the version in force. Read the catalogue, look at the difference, and apply again.",
  },
  catalogue_missing: {
    status: 409,
    title: "There is no catalogue yet",
    meaning: "Nothing has been offered so far: apply a catalogue first.",
  },
  idempotency_running: {
    status: 409,
    title: "The first request with this key is still running",
    meaning: "Wait as `Retry-After` says and send it again.",
  },
  version_conflict: {
    status: 409,
    title: "Somebody has changed it meanwhile",
    meaning: "`version` is not the one that is kept. Read it again, and edit what you find.",
  },
  move_not_allowed: {
    status: 409,
    title: "It is no longer in a state that allows this",
    meaning:
      "`detail` says in which state it is: one that was lifted cannot be lifted again, a draft cannot be applied.",
  },
  case_unfinished: {
    status: 409,
    title: "Something in the case waits for a person",
    meaning: "`detail` says what: a review or goodwill that is not decided. Decide it, then close the case.",
  },
  nothing_to_decide: {
    status: 409,
    title: "Nobody asked for a review",
    meaning: "Only a case that asks for a person's look at a store rule can be decided.",
  },
  quote_expired: {
    status: 409,
    title: "The quote has expired",
    meaning:
      "Its price is held for 15 minutes, by the rules that it was made with. `quote` is the same cart quoted now: show it, and accept an option of it.",
  },
  way_unavailable: {
    status: 409,
    title: "This way to pay has gone since the quote",
    meaning:
      "`missing` says why, until when and what instead, as the checkout does; `quote` is the same cart quoted now, and any of its options can be accepted with its token. Nothing was changed.",
  },
  quote_used: {
    status: 409,
    title: "The quote has become a plan already",
    meaning: "`facts.plan` is that plan. For another one ask for a new quote.",
  },
  wrong_state: {
    status: 409,
    title: "The plan's state does not allow this",
    meaning: "`facts.state` is where it stands. Nothing was changed.",
  },
  already_bought: {
    status: 409,
    title: "It is bought already",
    meaning: "The lease has ended with its purchase, and the goods are the shopper's.",
  },
  day_already_closed: {
    status: 409,
    title: "The day is closed already",
    meaning: "`facts.closed_through` is the day up to which the plan is worked out.",
  },
  already_returned: {
    status: 409,
    title: "The goods are back already",
    meaning: "`facts.returned_on` says since when.",
  },
  settlement_quote_expired: {
    status: 409,
    title: "The settlement quote has expired",
    meaning: "Ask for a new one: what early settlement costs changes from day to day.",
  },
  settlement_quote_stale: {
    status: 409,
    title: "The plan has changed since the settlement quote",
    meaning: "`facts` holds the total now and as it was quoted. Ask for a new one.",
  },
  clock_backwards: {
    status: 409,
    title: "A test clock never goes back",
    meaning: "`facts.at` is what it shows.",
  },
  second_factor_kept: {
    status: 409,
    title: "The second factor stays as it is",
    meaning:
      "There is one in use already; or the password is too short to stand without it: choose one of at least 15 characters first.",
  },
  already_member: {
    status: 409,
    title: "They are a member already",
    meaning: "Change their role instead.",
  },
  last_admin: {
    status: 409,
    title: "There must be an admin",
    meaning: "It is the last one of this merchant: make somebody else an admin first.",
  },
  simulation_running: {
    status: 409,
    title: "A simulation is running",
    meaning: "One at a time: wait until it is done, or cancel it with `DELETE /v1/simulations/{id}`.",
  },
  voucher_used: {
    status: 409,
    title: "The voucher has been used",
    meaning: "A voucher is for one order. The order that used it may redeem it again and gets the same answer.",
  },
  body_too_large: {
    status: 413,
    title: "The body is too large",
    meaning: "64 KiB at most; 5 MB for a catalogue, 512 MB for a settlement file.",
  },
  media_type_unsupported: {
    status: 415,
    title: "This kind of content is not understood",
    meaning:
      "Send `Content-Type: application/json`, without content encoding; a settlement file as `text/csv` or `application/octet-stream`.",
  },
  password_wrong: {
    status: 422,
    title: "The password is not right",
    meaning: "What concerns the sign-in itself is done with one's own password only, also by who is signed in.",
  },
  password_refused: {
    status: 422,
    title: "Choose another password",
    meaning:
      "`errors[0].code` says why: `too_short` (15 characters, or 8 beside a second factor), `too_common` (one that many people choose) or `too_close` (one's own name or address). Any characters may be used, and several words are a good password.",
  },
  name_needed: {
    status: 422,
    title: "A name is needed",
    meaning: "Somebody new at this server says what they are called: send `name`.",
  },
  scope_not_held: {
    status: 422,
    title: "The role does not hold this permission",
    meaning: "A key may be given less than its role, never more. Leave it out, or choose a role that has it.",
  },
  total_mismatch: {
    status: 422,
    title: "The cart does not add up",
    meaning: "`total` must be the sum of `unit_amount × quantity` over the items, and of the lines.",
  },
  nothing_to_pay: {
    status: 422,
    title: "There is nothing to pay",
    meaning: "The cart's total is zero, so there is nothing to pay over time.",
  },
  unknown_market: {
    status: 422,
    title: "The market is unknown",
    meaning: "No disclosure rule is known for this country at this date, so nothing can be quoted.",
  },
  unknown_currency: {
    status: 422,
    title: "The currency is unknown",
    meaning: "It is not an ISO 4217 currency in use.",
  },
  unknown_option: {
    status: 422,
    title: "The quote has no such option",
    meaning: "Use an `options[].id` of the quote that the token is from.",
  },
  consent_insufficient: {
    status: 422,
    title: "The consent is not enough",
    meaning:
      "It names another disclosure than the option's, or its times do not bear out that the shopper had it in front of them for as long as the regime asks. `errors` says which.",
  },
  partner_declined: {
    status: 422,
    title: "The partner has declined",
    meaning: "No reason is given, to anybody. Offer another option of the quote: none of them is affected.",
  },
  amount_not_positive: {
    status: 422,
    title: "The amount is not above zero",
    meaning: "Amounts are positive integers of minor units.",
  },
  over_outstanding: {
    status: 422,
    title: "This is more than is owed",
    meaning: "`facts.outstanding` is what is owed in all. Nothing was changed.",
  },
  over_refundable: {
    status: 422,
    title: "This is more than can be refunded",
    meaning: "`facts.refundable` is what is left of the plan's amount. Nothing was changed.",
  },
  over_refund_payable: {
    status: 422,
    title: "This is more than is to be paid out",
    meaning: "`facts.refund_payable` is what the shopper is still to be paid.",
  },
  instalments_not_shortened: {
    status: 422,
    title: "These rows cannot be made fewer",
    meaning: "The refund would change interest that is not worked out row by row. Let it make the amounts smaller.",
  },
  over_credit: {
    status: 422,
    title: "This is more than the unapplied credit",
    meaning: "`facts.credit` is what there is.",
  },
  over_late_charges: {
    status: 422,
    title: "This is more than the late charges",
    meaning: "`facts.late` is what is unpaid of them.",
  },
  over_deposit: {
    status: 422,
    title: "This is more than the deposit",
    meaning: "`facts.deposit` is what is held.",
  },
  due_date_out_of_range: {
    status: 422,
    title: "The due date is too early or too late",
    meaning: "`facts` holds the first and the last day that it can be.",
  },
  nothing_to_move: {
    status: 422,
    title: "There is no due date to move",
    meaning: "Every row has fallen due or is paid.",
  },
  not_a_lease: { status: 422, title: "The plan is not a lease", meaning: "Only leases are handed back or bought out." },
  lease_not_settleable: {
    status: 422,
    title: "A lease is bought out, not settled",
    meaning: "Nothing is lent: ask for the buyout, or hand it back.",
  },
  lease_not_refundable: {
    status: 422,
    title: "A lease is handed back, not refunded",
    meaning: "Its goods were never bought: record their return.",
  },
  return_too_early: {
    status: 422,
    title: "It cannot be handed back yet",
    meaning: "`facts` says after how many rents it can, and how many have fallen due.",
  },
  no_buyout: {
    status: 422,
    title: "It cannot be bought yet",
    meaning: "`facts` says after how many paid rents it can, and how many are paid.",
  },
  settlement_quote_invalid: {
    status: 422,
    title: "The settlement quote is not valid",
    meaning: "It was altered, cut, or made for another plan. Ask for a new one.",
  },
  mandate_not_taken: {
    status: 422,
    title: "The partner takes no payments on their day",
    meaning:
      "A mandate was sent with an option whose partner does not collect. Accept without it, and record what the shopper pays.",
  },
  unknown_test_clock: {
    status: 422,
    title: "There is no such test clock",
    meaning: "Make one with `POST /v1/test-clocks`.",
  },
  invalid_date: {
    status: 422,
    title: "A date does not exist",
    meaning:
      "The field has the form of an instant, but the calendar has no such day or time, or it is not between 2000 and 2200.",
  },
  test_mode_only: {
    status: 422,
    title: "Only a test key may do this",
    meaning: "Setting the clock, and clocks of their own for plans, are for keys of test mode.",
  },
  cart_too_varied: {
    status: 422,
    title: "The cart has too many categories and tags",
    meaning: "At most 24 different ones together, and their names must fit in the token.",
  },
  token_invalid: {
    status: 422,
    title: "The token is not valid",
    meaning: "It was altered, cut, made for another merchant, or sealed with a key that is no longer kept.",
  },
  link_invalid: {
    status: 422,
    title: "The link is not valid",
    meaning: "It was altered, or what it stands for was never confirmed in time, has ended or was erased.",
  },
  link_too_long: {
    status: 422,
    title: "The link would be too long",
    meaning: "Name fewer orders, or give them shorter titles.",
  },
  address_unusable: {
    status: 422,
    title: "The address does not fit the channel",
    meaning:
      "Nothing can be sent to it: an e-mail address, a telephone number, an OpenID or an https address is needed.",
  },
  channel_of_the_store: {
    status: 422,
    title: "Only the store may use this channel",
    meaning: "`inbox` and `webhook` need a secret key: the store speaks for its own inbox and bridges.",
  },
  unknown_component: {
    status: 422,
    title: "There is no such service",
    meaning: "Use `components[].id` of `GET /v1/announcements`, or `all`.",
  },
  not_missing: {
    status: 422,
    title: "The quote does not lack this offer",
    meaning: "Only a way in `missing[]` of the token's quote can be waited for.",
  },
  unknown_quote_code: {
    status: 422,
    title: "There is no quote of this code",
    meaning: "Codes have eight letters and digits, such as `7K2M-94QF`, and stand beside the ways to pay.",
  },
  unknown_offer: {
    status: 422,
    title: "The quote does not name this offer",
    meaning: "Use an `offer` of the quote's `options` or `missing`.",
  },
  quote_needed: {
    status: 422,
    title: "It must be said which quote and way this is about",
    meaning: "A way and a review belong to a quote: send `quote_code`, and for a review `offer` too.",
  },
  must_not_be_said: {
    status: 422,
    title: "These words must not go to a shopper",
    meaning: "They judge the shopper or blame a partner. `errors` lists them.",
  },
  not_verbatim: {
    status: 422,
    title: "These are not the explanation's own words",
    meaning:
      "An explanation is said word for word, with its id and version, and only where the case's view lists it under `may_say`. Read the view again, or send the words as your own in `text`.",
  },
  compensation_none: {
    status: 422,
    title: "Nothing is given under this adjustment",
    meaning: "Its decision on compensation is `none`, and that was approved and told with it.",
  },
  voucher_unknown: {
    status: 422,
    title: "There is no such voucher",
    meaning: "The code is mistyped, or of another store. Capitals, spaces and dashes make no difference.",
  },
  voucher_expired: {
    status: 422,
    title: "The voucher's time is over",
    meaning: "It could be used before `valid_until`.",
  },
  voucher_of_another: {
    status: 422,
    title: "The voucher was given to another shopper",
    meaning:
      "`shopper` names somebody else than the one it was given to. Leave it out where the store lets vouchers be passed on.",
  },
  voucher_not_for_order: {
    status: 422,
    title: "The voucher does not fit this order",
    meaning: "It is in another currency, or worth more than `most`, which is what it may take off.",
  },
  idempotency_other_request: {
    status: 422,
    title: "The key was used for another request",
    meaning: "The same Idempotency-Key came with another payload or address. Use a new key.",
  },
  catalogue_unsound: {
    status: 422,
    title: "The catalogue contradicts itself",
    meaning: "`errors` lists every place by JSON pointer. Nothing was changed.",
  },
  adjustment_needed: {
    status: 422,
    title: "This change needs an adjustment",
    meaning:
      "What removes, narrows, reprices or demotes an offer is said in public, with a reason: use `POST /v1/adjustments`. `errors` lists what would have been taken away.",
  },
  adjustment_incomplete: {
    status: 422,
    title: "Something is not written or decided yet",
    meaning:
      "Before approval it needs words in both languages, an expected return or the time of the next word, and a decision on alternatives and one on compensation. `errors` lists what is open.",
  },
  adjustment_unsound: {
    status: 422,
    title: "The adjustment cannot take effect",
    meaning: "It reaches something that the catalogue does not have, or contradicts it. `errors` says where.",
  },
  webhook_url_refused: {
    status: 422,
    title: "Nothing may be sent to this address",
    meaning: "A webhook needs https, no name or password in the address, and a host that is not inside the network.",
  },
  too_many_endpoints: {
    status: 422,
    title: "There are too many webhook endpoints",
    meaning: "Delete one first; `detail` says how many there may be.",
  },
  unknown_partner: {
    status: 422,
    title: "There is no such partner",
    meaning: "Use `partners[].id` of the catalogue in force.",
  },
  settlement_format_needed: {
    status: 422,
    title: "The form of the file must be said",
    meaning: "The partner is not connected to this server: say `format`, `sandbox`, `alipay` or `stripe`.",
  },
  settlement_file_unsound: {
    status: 422,
    title: "The settlement file is not as it should be",
    meaning:
      "`errors[0]` names the line, counted from one, and what is wrong there: `columns`, `reference`, `kind`, `amount`, `currency`, `time`, `too_long` or `cut_off`. Nothing of the file was kept.",
  },
  resolution_not_possible: {
    status: 422,
    title: "The exception cannot end like this",
    meaning:
      "`accepted` needs one currency on both sides; `timing` is for what misses its counterpart: `missing_here` and `missing_there`.",
  },
  merchant_mismatch: {
    status: 422,
    title: "The catalogue belongs to another merchant",
    meaning: "`merchant.id` must be the key's merchant.",
  },
  sign_in_slowed: {
    status: 429,
    title: "Too many sign-ins have failed",
    meaning:
      "Wait as `Retry-After` says. Each wrong attempt makes the wait longer; other people, and places where the person was signed in lately, are not affected.",
  },
  rate_limited: {
    status: 429,
    title: "Too many requests",
    meaning: "Wait as `Retry-After` says. `RateLimit` tells what is left.",
  },
  internal: {
    status: 500,
    title: "Something went wrong on our side",
    meaning: "Nothing is known to be wrong with the request. `request_id` finds it in the log.",
  },
  overloaded: {
    status: 503,
    title: "Too many requests at once",
    meaning: "Quotes are turned away first. Wait as `Retry-After` says and send it again.",
  },
  partner_unavailable: {
    status: 503,
    title: "The partner cannot be asked now",
    meaning:
      "Nothing was authorised and nothing is owed. Try again in a while, or offer another option of the quote: the shopper loses nothing.",
  },
  unavailable: {
    status: 503,
    title: "The store cannot be reached",
    meaning: "The database does not answer. Quotes go on; what writes must wait.",
  },
} as const satisfies { readonly [code: string]: ProblemKind };

export type ProblemCode = keyof typeof PROBLEMS;

export const PROBLEM_CODES = Object.keys(PROBLEMS) as ProblemCode[];

/** What is wrong with one field. */
export const ProblemReason = closed("ProblemReason", {
  pointer: Type.String({ description: "JSON pointer into the body; `#/query/…` and `#/headers/…` for the rest." }),
  code: Type.String(),
  detail: Type.String(),
});

/** RFC 9457, as `application/problem+json`. */
export const Problem = closed("Problem", {
  type: Type.String({ description: "Address of the code's documentation." }),
  title: Type.String(),
  status: Type.Integer({ minimum: 400, maximum: 599 }),
  code: Type.Unsafe<ProblemCode>(Type.Enum(PROBLEM_CODES)),
  detail: Type.Optional(Type.String()),
  request_id: Type.Optional(Type.String()),
  errors: Type.Optional(list(ProblemReason, 1_000)),
  facts: Type.Optional(byName(Type.Union([Type.Number(), Type.String(), Type.Boolean(), Type.Null()]), 20)),
  missing: Type.Optional(Type.Unsafe<MissingWayData>(MissingWay)),
  quote: Type.Optional(Type.Unsafe<QuotedAgain>(Quote)),
});

/** The cart of a refused choice, quoted again at that moment. */
export interface QuotedAgain extends QuoteAnswerData {
  readonly id: string;
  readonly code: string;
  readonly token: string;
}

export type ProblemReason = Static<typeof ProblemReason>;
export type Problem = Static<typeof Problem>;
