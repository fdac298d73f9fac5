import type { Method } from "@fenqi/core/offer";
import type { Authorisation, FundingAsk, PartnerTerm, PreCheck } from "../../../engine/ports.ts";
import { PartnerFailure } from "../adapter.ts";
import { readFields, readList, readText, readWhole, readWholeOrNone, readWord } from "../read-answer.ts";

const MOST_PRODUCTS = 200;

/** `GET /partners/{partner}/terms` */
export function readTerms(json: unknown, method: Method): PartnerTerm[] {
  const { products, method: about } = readFields(json);
  if (about !== method) throw new PartnerFailure("mismatch");
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
  return { state, partnerId: readText(fields.id), reference: ask.reference };
}

/** An answer about other money than was asked is no answer. */
function checkSame(fields: { readonly [name: string]: unknown }, { reference, amount, currency }: FundingAsk): void {
  const answered = [readText(fields.reference), readWhole(fields.amount), readText(fields.currency)];
  if (answered[0] !== reference || answered[1] !== amount || answered[2] !== currency) {
    throw new PartnerFailure("mismatch");
  }
}
