import type { Instant } from "@fenqi/core/calendar";
import type { PartnerCallback } from "./partner-ports.ts";

export interface CallbackStore {
  /** Whether a partner has told this already. */
  heard(merchant: string, partner: string, id: string): Promise<boolean>;
  /** Remembers that it was told; a second time says nothing. */
  keep(merchant: string, partner: string, callback: PartnerCallback, at: Instant): Promise<void>;
}
