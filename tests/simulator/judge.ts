import type { SimulatedDatabase } from "./database.ts";
import { judgeBooks } from "./judge-books.ts";
import { judgeClocks } from "./judge-clocks.ts";
import { judgeErased } from "./judge-erased.ts";
import { judgeFiles } from "./judge-files.ts";
import { judgeOperations } from "./judge-operations.ts";
import { judgePartners } from "./judge-partners.ts";
import { judgeTelling } from "./judge-telling.ts";
import type { SimulatedPartner } from "./partner.ts";
import type { Receiver } from "./receiver.ts";
import type { SimulatedServer } from "./server.ts";
import type { Settlement } from "./settlement.ts";
import type { Shop } from "./shop.ts";

/** What must not be: each list names what it found. */
export interface Verdict {
  /** Acknowledged, and without a trace; or acknowledged with another amount. */
  readonly lost: readonly string[];
  /** Done more than once, or done though it was refused. */
  readonly twice: readonly string[];
  /** Entries, or a currency's books, that do not sum to zero. */
  readonly unbalanced: readonly string[];
  /** Plans whose rows, columns, events, audit and ledger do not say the same. */
  readonly halfWritten: readonly string[];
  /** Answers that are another one when they are asked for again. */
  readonly answersChanged: readonly string[];
  /** Plans and movements of which nobody knows what became of them, at rest. */
  readonly unknown: readonly string[];
  /** What a partner has otherwise than the server. */
  readonly unlikePartner: readonly string[];
  /** Events that did not arrive, or before an older one; letters that were not sent. */
  readonly untold: readonly string[];
  /** What came of partners' settlement files, and should not have; or should have, and did not. */
  readonly unlikeFile: readonly string[];
  /** Test clocks that do not stand where they were put; plans that live by another day than theirs. */
  readonly offClock: readonly string[];
  /** Where somebody who was erased still stands; books that are not as they were. */
  readonly remembered: readonly string[];
}

export const NOTHING_WRONG: Verdict = {
  lost: [],
  twice: [],
  unbalanced: [],
  halfWritten: [],
  answersChanged: [],
  unknown: [],
  unlikePartner: [],
  untold: [],
  unlikeFile: [],
  offClock: [],
  remembered: [],
};

export interface Evidence {
  readonly database: SimulatedDatabase;
  readonly server: SimulatedServer;
  readonly shop: Shop;
  readonly partners: ReadonlyMap<string, SimulatedPartner>;
  readonly receiver: Receiver;
  readonly settlement: Settlement;
  /** Everything has come to rest: nothing may be open any more. */
  readonly isCalm: boolean;
}

/** Holds what clients and partners know against what the database has; {@link NOTHING_WRONG} where that is the same. */
export async function judge(evidence: Evidence): Promise<Verdict> {
  const found = {
    ...(await judgeOperations(evidence)),
    ...(await judgeBooks(evidence)),
    ...(await judgePartners(evidence)),
    ...(await judgeTelling(evidence)),
    ...(await judgeFiles(evidence)),
    ...(await judgeClocks(evidence)),
    ...(await judgeErased(evidence)),
  };
  return Object.values(found).every((list) => list.length === 0) ? NOTHING_WRONG : found;
}
