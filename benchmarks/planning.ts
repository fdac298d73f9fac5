import { randomBytes } from "node:crypto";
import type { Catalogue } from "@fenqi/core/catalogue";
import type { RunningServer } from "@fenqi/server";
import { adjustmentStore } from "../packages/server/src/adapters/store/adjustment-store.ts";
import { catalogueStore } from "../packages/server/src/adapters/store/catalogue-store.ts";
import { planStore } from "../packages/server/src/adapters/store/plan-store.ts";
import { answerSealer } from "../packages/server/src/adapters/token/answers.ts";
import { digest } from "../packages/server/src/adapters/token/ids.ts";
import { deriveKey } from "../packages/server/src/adapters/token/secrets.ts";
import { nextRecord } from "../packages/server/src/engine/audit-chain.ts";
import type { PlanDeps } from "../packages/server/src/engine/change-plan.ts";
import { liveCatalogues } from "../packages/server/src/engine/live-catalogues.ts";
import { MERCHANT } from "./own-book.ts";

/** What the use cases of plans need, on a running server's store: wired as main.ts does. */
export async function planning({
  store: { db },
}: RunningServer): Promise<PlanDeps & { readonly catalogue: Catalogue }> {
  const live = liveCatalogues({ ...catalogueStore(db), announced: adjustmentStore(db).announced });
  await live.load(MERCHANT);
  const plans = planStore(db, answerSealer([deriveKey(randomBytes(32), "answers")]), nextRecord(digest), Date.now);
  return { plans, live, now: Date.now, catalogue: live.of(MERCHANT)!.record.catalogue };
}
