import { createReadStream } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import type { AuditAnchor, AuditSeal } from "../../engine/ports.ts";

/**
 * Seals as JSON lines at the end of a file, each on the disk before the next. Whoever can rewrite the database should not
 * be able to rewrite this file: it belongs on another machine, or on storage that only takes appends.
 */
export async function openAnchorFile(file: string): Promise<AuditAnchor> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, "a", 0o600);
  await handle.close();
  const newest = await newestSeals(file);
  // A line that a crash has cut ends here, and spoils none after it.
  let before = "\n";
  return {
    newest: (merchant) => newest.get(merchant),
    async append(seal) {
      const handle = await open(file, "a", 0o600);
      try {
        await handle.write(`${before}${JSON.stringify(seal)}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      before = "";
      newest.set(seal.merchant, seal);
    },
  };
}

/** The newest seal of each merchant in an anchor file; lines that are no seal are passed over. Throws when it cannot be read. */
export async function newestSeals(file: string): Promise<Map<string, AuditSeal>> {
  const newest = new Map<string, AuditSeal>();
  for await (const line of createInterface({
    input: createReadStream(file, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    const seal = readSeal(line);
    if (seal && (newest.get(seal.merchant)?.seq ?? 0) < seal.seq) newest.set(seal.merchant, seal);
  }
  return newest;
}

function readSeal(line: string): AuditSeal | undefined {
  try {
    const seal = JSON.parse(line) as Partial<AuditSeal>;
    const whole =
      typeof seal.merchant === "string" && Number.isInteger(seal.seq) && /^[0-9a-f]{64}$/.test(String(seal.hash));
    return whole ? (seal as AuditSeal) : undefined;
  } catch {
    return undefined;
  }
}
