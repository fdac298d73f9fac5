import { type EpochDay, isIsoDate, toEpochDay } from "@fenqi/core/calendar";
import { type Fixed, type Fraction, parseFixed, parseFraction } from "@fenqi/core/money";

/** A file that cannot be read, or does not say what its format asks for: names the file and the field. */
export class VectorFileError extends Error {
  override readonly name = "VectorFileError";
}

/**
 * A JSON object being read, which knows where it stands: what is wrong in it is reported as `file: vectors[3].inputs.periods: …`.
 */
export class Fields {
  readonly #value: Readonly<Record<string, unknown>>;
  readonly #place: string;

  constructor(value: unknown, place: string) {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new VectorFileError(`${place}: must be an object`);
    this.#value = value as Record<string, unknown>;
    this.#place = place;
  }

  has(name: string): boolean {
    return this.#value[name] !== undefined;
  }

  /** Stops with a message about this field. */
  fail(name: string, message: string): never {
    throw new VectorFileError(`${this.#place}.${name}: ${message}`);
  }

  text(name: string): string {
    const value = this.#value[name];
    return typeof value === "string" ? value : this.fail(name, "must be a string");
  }

  optionalText(name: string): string | undefined {
    return this.has(name) ? this.text(name) : undefined;
  }

  flag(name: string): boolean {
    const value = this.#value[name] ?? false;
    return typeof value === "boolean" ? value : this.fail(name, "must be true or false");
  }

  count(name: string, least = 0): number {
    const value = this.#value[name];
    if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > MOST) {
      return this.fail(name, `must be a whole number from ${least} to ${MOST}`);
    }
    return value;
  }

  optionalCount(name: string, least = 0): number | undefined {
    return this.has(name) ? this.count(name, least) : undefined;
  }

  /** One of `names`. */
  choice<T extends string>(name: string, names: readonly T[]): T {
    const value = this.text(name);
    return names.find((known) => known === value) ?? this.fail(name, `must be one of ${names.join(", ")}`);
  }

  decimal(name: string): Fixed {
    return this.#reading(name, parseFixed);
  }

  optionalDecimal(name: string): Fixed | undefined {
    return this.has(name) ? this.decimal(name) : undefined;
  }

  fraction(name: string): Fraction {
    return this.#reading(name, parseFraction);
  }

  optionalFraction(name: string): Fraction | undefined {
    return this.has(name) ? this.fraction(name) : undefined;
  }

  date(name: string): EpochDay {
    const value = this.text(name);
    return isIsoDate(value) ? toEpochDay(value) : this.fail(name, `must be a date like 2026-11-22`);
  }

  optionalDate(name: string): EpochDay | undefined {
    return this.has(name) ? this.date(name) : undefined;
  }

  /** The n-th date of a list of dates. */
  dateAt(name: string, n: number): EpochDay {
    const value = this.list(name)[n];
    if (typeof value !== "string" || !isIsoDate(value))
      return this.fail(`${name}[${n}]`, "must be a date like 2026-11-22");
    return toEpochDay(value);
  }

  list(name: string): readonly unknown[] {
    const value = this.#value[name];
    if (!Array.isArray(value)) return this.fail(name, "must be a list");
    return value.length <= MOST ? value : this.fail(name, `must have ${MOST} entries at most`);
  }

  object(name: string): Fields {
    return new Fields(this.#value[name], `${this.#place}.${name}`);
  }

  optionalObject(name: string): Fields | undefined {
    return this.has(name) ? this.object(name) : undefined;
  }

  objects(name: string): Fields[] {
    return this.list(name).map((entry, n) => new Fields(entry, `${this.#place}.${name}[${n}]`));
  }

  #reading<T>(name: string, parse: (text: string) => T): T {
    const value = this.#value[name];
    const text = typeof value === "number" ? String(value) : this.text(name);
    try {
      return parse(text);
    } catch (cause) {
      return this.fail(name, cause instanceof Error ? cause.message : "cannot be read");
    }
  }
}

/** Rows, payments and vectors of one file. */
const MOST = 100_000;
