import type { BookCounts, BookStore } from "./book-ports.ts";
import { type Anchored, type AuditVerdict, type VerifyDeps, verifyAudit } from "./verify-audit.ts";

export interface BookVerdict extends BookCounts {
  readonly merchant: string;
  readonly sound: boolean;
  readonly audit: AuditVerdict;
}

/**
 * Holds a merchant's book against itself: every entry balances, nothing stands alone, and the audit log is what was written, up to
 * the seals kept outside. A backup from before such a seal lacks what came after: the log says so.
 */
export async function checkBook(
  deps: VerifyDeps & { readonly book: BookStore },
  merchant: string,
  anchored: readonly Anchored[],
): Promise<BookVerdict> {
  const counts = await deps.book.count(merchant);
  const audit = await verifyAudit(deps, merchant, anchored);
  const sound = counts.unbalanced === 0 && counts.ownerless.length === 0 && audit.sound;
  return { merchant, sound, ...counts, audit };
}
