import { newestSeals } from "../adapters/anchor/anchor-file.ts";
import { auditStore } from "../adapters/store/audit-store.ts";
import { bookStore } from "../adapters/store/book-store.ts";
import type { Store } from "../adapters/store/open-store.ts";
import { digest } from "../adapters/token/ids.ts";
import { type BookVerdict, checkBook } from "../engine/check-book.ts";
import type { Sealers } from "./sealers.ts";

/** Every merchant's, by name; `anchor` is read. */
export async function checkBooks(
  { db }: Pick<Store, "db">,
  { audit: signer }: Pick<Sealers, "audit">,
  anchor: string | undefined,
): Promise<readonly BookVerdict[]> {
  const book = bookStore(db);
  const seals = anchor === undefined ? undefined : await newestSeals(anchor);
  const deps = { book, audit: auditStore(db), signer, digest, now: Date.now };
  const verdicts: BookVerdict[] = [];
  for (const merchant of await book.merchants()) {
    const seal = seals?.get(merchant);
    verdicts.push(await checkBook(deps, merchant, seal ? [seal] : []));
  }
  return verdicts;
}
