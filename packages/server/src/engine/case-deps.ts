import type { ChangeDeps } from "./change-once.ts";
import type { CaseStore, Vault } from "./ports.ts";
import type { ReadQuoteDeps } from "./replay-quote.ts";
import type { SupportPolicy } from "./support-policy.ts";

/** What the use cases of support work with. */
export interface CaseDeps extends ChangeDeps, ReadQuoteDeps {
  readonly cases: CaseStore;
  readonly vault: Vault;
  readonly support: SupportPolicy;
}
