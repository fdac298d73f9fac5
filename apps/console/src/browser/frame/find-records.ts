import { api, problemOf } from "../api.ts";
import { written } from "../locale.ts";
import type { Permission } from "../session.ts";

interface Found {
  readonly to: string;
  readonly text: string;
  readonly note: string;
}

/** What is not there, or not for this visitor, is not found; anything else is an error. */
async function orNothing(found: Promise<Found>): Promise<readonly Found[]> {
  try {
    return [await found];
  } catch (error) {
    const status = problemOf(error)?.status ?? 0;
    if (status >= 400 && status < 500) return [];
    throw error;
  }
}

/** A quote's short code, whole: without letters that read like others. What is still being typed is asked for when it is. */
const SHORT_CODE = /^[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}$/i;

/** Records by their id, or a quote by its short code with the day it was made on in the merchant's zone. */
export async function findRecords(
  text: string,
  may: (permission: Permission) => boolean,
  zone: string,
  signal: AbortSignal,
): Promise<readonly Found[]> {
  const searches: Promise<readonly Found[]>[] = [];
  if (may("plans:read") && text.startsWith("plan_")) {
    const plan = api
      .plan(text, { signal })
      .then((found) => ({ to: `/plans/${found.id}`, text: found.id, note: found.state }));
    searches.push(orNothing(plan));
  }
  if (may("adjustments:read") && text.startsWith("adj_")) {
    const adjustment = api
      .adjustment(text, { signal })
      .then(({ id, state }) => ({ to: `/adjustments/${id}`, text: id, note: state }));
    searches.push(orNothing(adjustment));
  }
  if (may("cases:read") && text.startsWith("cas_")) {
    const found = api.case(text, { signal }).then(({ id, state }) => ({ to: `/cases/${id}`, text: id, note: state }));
    searches.push(orNothing(found));
  }
  if (may("compensations:read") && text.startsWith("cmp_")) {
    const found = api
      .compensation(text, { signal })
      .then(({ id, state }) => ({ to: `/compensation/${id}`, text: id, note: state }));
    searches.push(orNothing(found));
  }
  if (may("quotes:read") && SHORT_CODE.test(text)) {
    const quote = api.findQuote(text.toUpperCase(), { signal }).then(({ id, code, created_at }) => ({
      to: `/quotes/${id}`,
      text: code,
      note: written.day(created_at, zone),
    }));
    searches.push(orNothing(quote));
  }
  return (await Promise.all(searches)).flat();
}
