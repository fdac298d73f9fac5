import { readFileSync } from "node:fs";
import path from "node:path";
import type { FrequentPasswords } from "../../engine/ports.ts";

const FILE = path.resolve(import.meta.dirname, "../../../data/frequent-passwords.txt");

/** The list that comes along; capitals make no difference. */
export function frequentPasswords(file = FILE): FrequentPasswords {
  const known = new Set(readFileSync(file, "utf8").split("\n"));
  return { has: (password) => known.has(password.toLowerCase()) };
}
