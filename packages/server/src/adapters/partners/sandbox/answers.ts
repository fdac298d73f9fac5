import { formatInstant } from "@fenqi/core/calendar";
import type { Method } from "@fenqi/core/offer";
import type {
  Authorisation,
  FundingAsk,
  Movement,
  MovementAsk,
  PartnerCallback,
  PartnerTerm,
  PreCheck,
} from "../../../engine/ports.ts";
import { PartnerFailure } from "../adapter.ts";
import { readFields, readList, readText, readWhole, readWholeOrNone, readWord } from "../read-answer.ts";

const MOST_PRODUCTS = 200;

/** `GET /partners/{partner}/terms` */
export function readTerms(json: unknown, method: Method): PartnerTerm[] {
  const { products, method: about } = readFields(json);
  if (readText(about) !== method) throw new PartnerFailure("mismatch");
  return readList(products, MOST_PRODUCTS).map((product) => {
    const { count, currency, min, max, rate_ppm, fee_ppm, method: own } = readFields(product);
    if (own !== method) throw new PartnerFailure("mismatch");
    const known = { min, max, rate_ppm, fee_ppm };
    const figures = Object.entries(known).flatMap(([name, value]) => {
      const figure = readWholeOrNone(value);
      return figure === undefined ? [] : [[name, figure]];
    });
    return { method, count: readWhole(count), currency: readText(currency), ...Object.fromEntries(figures) };
  });
}

/** `POST /partners/{partner}/pre-checks`. The reason of a no is not read. */
export function readPreCheck(json: unknown, ask: FundingAsk): PreCheck {
  const fields = readFields(json);
  const state = readWord(fields.state, ["approved", "declined"]);
  checkSame(fields, ask);
  return { state: state === "approved" ? "likely" : "declined" };
}

/** `POST /partners/{partner}/authorisations`, and its look-up. */
export function readAuthorisation(json: unknown, ask: FundingAsk): Authorisation {
  const fields = readFields(json);
  const state = readWord(fields.state, ["approved", "declined", "pending"]);
  checkSame(fields, ask);
  const said = { state, partnerId: readText(fields.id), reference: ask.reference };
  return fields.redirect === undefined ? said : { ...said, redirect: readAddress(fields.redirect) };
}

/** A page that a browser can be sent to. */
function readAddress(value: unknown): string {
  const text = readText(value);
  if (!/^https?:\/\/[^\s]+$/.test(text) || !URL.canParse(text)) throw new PartnerFailure("wrong_schema");
  return text;
}

/** `POST /partners/{partner}/authorisations/{reference}/{kind}s`, and its look-up. */
export function readMovement(json: unknown, ask: MovementAsk): Movement {
  const fields = readFields(json);
  const state = readWord(fields.state, ["done", "pending", "declined"]);
  if (readText(fields.kind) !== ask.kind || readText(fields.request) !== ask.request)
    throw new PartnerFailure("mismatch");
  checkSame(fields, { ...ask.funding, amount: ask.amount });
  return { state, partnerId: readText(fields.id), request: ask.request };
}

const ABOUT = {
  "authorisation.updated": "authorisation",
  "capture.updated": "capture",
  "cancel.updated": "cancel",
  "refund.updated": "refund",
  "collect.updated": "collect",
} as const;
const TYPES = Object.keys(ABOUT) as (keyof typeof ABOUT)[];

/** A callback's body; its id and time are those that were signed. */
export function readCallback(json: unknown, id: string, atMs: number): PartnerCallback {
  const { type, data } = readFields(json);
  const { reference, request, state, amount, currency } = readFields(data);
  const about = ABOUT[readWord(type, TYPES)];
  return {
    id,
    at: formatInstant(atMs),
    about,
    reference: readText(reference),
    ...(about === "authorisation" ? {} : { request: readText(request) }),
    state: readWord(
      state,
      about === "authorisation" ? ["approved", "declined", "pending"] : ["done", "declined", "pending"],
    ),
    amount: readWhole(amount),
    currency: readText(currency),
  };
}

/** An answer about other money than was asked is no answer. */
function checkSame(fields: { readonly [name: string]: unknown }, { reference, amount, currency }: FundingAsk): void {
  const answered = [readText(fields.reference), readWhole(fields.amount), readText(fields.currency)];
  if (answered[0] !== reference || answered[1] !== amount || answered[2] !== currency) {
    throw new PartnerFailure("mismatch");
  }
}
