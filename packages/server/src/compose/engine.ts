import { STANDARD_EXPLANATIONS } from "@fenqi/words/explanations";
import type { ServerConfig } from "../adapters/environment/config.ts";
import { takeBack } from "../adapters/token/byte-desk.ts";
import { encodeAnswer } from "../adapters/token/encode-answer.ts";
import { digest, ids } from "../adapters/token/ids.ts";
import { auditedChanges } from "../engine/audited-change.ts";
import { DEMO_KEYS } from "../engine/first-start.ts";
import { knownKeys } from "../engine/known-keys.ts";
import { liveCatalogues } from "../engine/live-catalogues.ts";
import type { Paces } from "../engine/partner-watch.ts";
import type { ApprovalPolicy } from "../engine/permissions.ts";
import type { Clock } from "../engine/ports.ts";
import { erasedQuotes } from "../engine/replay-quote.ts";
import { saidAnswers } from "../engine/said-answers.ts";
import { toldChanges } from "../engine/tell-events.ts";
import type { QuoteRecorder } from "../jobs/record-quotes.ts";
import type { Sealers } from "./sealers.ts";
import type { Stores } from "./stores.ts";

export type Engine = ReturnType<typeof engineOf>;

/** What nearly every use case is given: the catalogues and keys in memory, the clock, and changes that are audited and told. */
export function engineOf(
  config: ServerConfig,
  stores: Stores,
  { tokens, vault }: Sealers,
  recorder: QuoteRecorder,
  now: Clock,
  paces: Paces | undefined,
) {
  const approvals: ApprovalPolicy = config.approvals ?? (config.demo ? "none" : "two_people");
  return {
    live: liveCatalogues(stores.catalogues),
    keys: knownKeys(stores.keys, config.demo ? new Set() : new Set(Object.values(DEMO_KEYS).map(digest))),
    keyRecords: stores.keys,
    now,
    ids,
    digest,
    tokens,
    encode: encodeAnswer,
    takeBack,
    said: saidAnswers(),
    isErased: erasedQuotes(stores.shoppers, vault),
    changes: auditedChanges(toldChanges(stores.changes)),
    record: recorder.record,
    quotes: recorder,
    standardExplanations: STANDARD_EXPLANATIONS,
    direct: config.demo,
    approvals,
    ...(paces ? { paces } : {}),
    ...(config.incidentRamp ? { incidentRamp: config.incidentRamp } : {}),
  };
}
