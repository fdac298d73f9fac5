import { CURRENCIES } from "@fenqi/core/money";
import { Usage } from "./command.ts";

/** Minor units of a currency's places; a {@link Usage} for a currency that is not in use. */
export function placesOf(currency: string): number {
  const known = CURRENCIES.get(currency);
  if (!known) throw new Usage(`--currency is an ISO 4217 code such as CNY, not ${JSON.stringify(currency)}.`);
  return known.exponent;
}

/** `4999.00` in currency units → 499900 minor units. Never rounds: more places than the currency has are refused. */
export function parseAmount(text: string, currency: string, flag: string): number {
  const places = placesOf(currency);
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text.replaceAll(",", ""));
  const fraction = match?.[3] ?? "";
  if (!match || fraction.length > places) {
    throw new Usage(`${flag} is an amount in ${currency} with at most ${places} places, not ${JSON.stringify(text)}.`);
  }
  const minor = Number(match[2]! + fraction.padEnd(places, "0"));
  if (!Number.isSafeInteger(minor)) throw new Usage(`${flag} is too large.`);
  return match[1] ? 0 - minor : minor;
}

/** 499900 → `4,999.00`, as the currency writes it, without its sign. */
export function formatAmount(minor: number, currency: string): string {
  const places = placesOf(currency);
  const digits = String(Math.abs(minor)).padStart(places + 1, "0");
  const units = digits.slice(0, digits.length - places).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${minor < 0 ? "-" : ""}${units}${places > 0 ? `.${digits.slice(-places)}` : ""}`;
}

/** `4.5%` or `0.045%` → parts per million. Never rounds. */
export function parsePercent(text: string, flag: string): number {
  const match = /^(\d{1,4})(?:\.(\d{1,4}))?%$/.exec(text);
  if (!match)
    throw new Usage(`${flag} is a percentage with at most four places, such as 4.5%, not ${JSON.stringify(text)}.`);
  return Number(match[1]! + (match[2] ?? "").padEnd(4, "0"));
}
