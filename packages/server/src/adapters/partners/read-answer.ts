import { PartnerFailure } from "./adapter.ts";

type Fields = { readonly [name: string]: unknown };

const wrong = () => new PartnerFailure("wrong_schema");

/** An object's fields. Each reader here throws `wrong_schema` for anything of another form. */
export function readFields(value: unknown): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong();
  return value as Fields;
}

export function readList(value: unknown, most: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length > most) throw wrong();
  return value;
}

/** Short printable ASCII. */
export function readText(value: unknown, longest = 200): string {
  if (typeof value !== "string" || value.length > longest || !/^[\x20-\x7e]+$/.test(value)) throw wrong();
  return value;
}

export function readWord<const W extends string>(value: unknown, words: readonly W[]): W {
  const word = words.find((one) => one === value);
  if (word === undefined) throw wrong();
  return word;
}

/** A whole number of at least zero. */
export function readWhole(value: unknown): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw wrong();
  return value as number;
}

/** As {@link readWhole}; undefined where the partner says nothing. */
export const readWholeOrNone = (value: unknown): number | undefined =>
  value === null || value === undefined ? undefined : readWhole(value);
