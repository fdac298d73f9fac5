import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { Usage } from "./command.ts";

/** Parses a command's flags, strictly; what is wrong with them is a {@link Usage}. */
export function parseFlags<const O extends ParseArgsOptionsConfig>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, allowNegative: false });
  } catch (error) {
    throw new Usage((error as Error).message.replace(/\. To specify.*$/s, "."));
  }
}

/** The flag's value; a {@link Usage} when it was not given. */
export function needed<T>(value: T | undefined, flag: string): T {
  if (value === undefined) throw new Usage(`${flag} is needed.`);
  return value;
}

/** Exactly these positional arguments, by name. */
export function positionals<const N extends readonly string[]>(found: readonly string[], ...names: N) {
  if (found.length !== names.length) {
    throw new Usage(
      names.length === 0 ? `Not understood: ${found.join(" ")}` : `Give ${names.join(" ")}, and nothing else.`,
    );
  }
  return found as { readonly [I in keyof N]: string };
}

/** A whole number in a range. */
export function wholeNumber(text: string, flag: string, min: number, max: number): number {
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || value < min || value > max) {
    throw new Usage(`${flag} is a whole number from ${min} to ${max}, not ${JSON.stringify(text)}.`);
  }
  return value;
}

/** One of the listed words. */
export function oneOf<const W extends readonly string[]>(text: string, flag: string, words: W): W[number] {
  if (!words.includes(text)) throw new Usage(`${flag} is one of ${words.join(", ")}, not ${JSON.stringify(text)}.`);
  return text;
}
