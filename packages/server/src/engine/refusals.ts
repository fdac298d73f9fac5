import type { Instant } from "@fenqi/core/calendar";
import type { PlanRefusal } from "@fenqi/core/plan";
import type { MissingWay, QuoteRefusal } from "@fenqi/core/quote";
import type { ExceptionReason, Resolution } from "@fenqi/core/reconciliation";
import type { PasswordFlaw } from "./password-rule.ts";
import type { Permission } from "./permissions.ts";
import type { SettlementFlaw } from "./settlement-ports.ts";
import type { UrlFlaw } from "./webhook-ports.ts";

/** One thing wrong, at a JSON pointer of the request's body. */
export interface Flaw {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** Every business answer "no" of the engine. The HTTP layer gives each a status. */
export type Refusal =
  | QuoteRefusal
  | PlanRefusal
  | { readonly code: "quote_expired"; readonly expiredAt: Instant; readonly fresh: object | undefined }
  | { readonly code: "way_unavailable"; readonly way: MissingWay; readonly fresh: object | undefined }
  | {
      readonly code: "consent_insufficient";
      readonly pointer: string;
      readonly reason: string;
      readonly detail: string;
    }
  | { readonly code: "quote_used"; readonly plan: string }
  | { readonly code: "callback_refused"; readonly why: string }
  | { readonly code: "second_person_needed" }
  | { readonly code: "partner_declined" }
  | { readonly code: "partner_unavailable"; readonly partner: string }
  | { readonly code: "clock_backwards"; readonly at: Instant }
  | { readonly code: "settlement_quote_invalid" }
  | { readonly code: "mandate_not_taken"; readonly partner: string }
  | { readonly code: "unknown_test_clock"; readonly clock: string }
  | { readonly code: "sign_in_failed" }
  | { readonly code: "sign_in_slowed"; readonly retryAfterSeconds: number }
  | { readonly code: "scope_not_held"; readonly index: number }
  | { readonly code: "company_refused" }
  | { readonly code: "already_member" }
  | { readonly code: "last_admin" }
  | { readonly code: "name_needed" }
  | { readonly code: "second_factor_needed" }
  | { readonly code: "second_factor_wrong"; readonly pointer: string }
  | { readonly code: "second_factor_kept" }
  | { readonly code: "password_wrong"; readonly pointer: string }
  | { readonly code: "password_refused"; readonly pointer: string; readonly flaw: PasswordFlaw; readonly least: number }
  | { readonly code: "not_found" }
  | { readonly code: "gone" }
  | { readonly code: "plans_running"; readonly plans: readonly string[] }
  | { readonly code: "catalogue_missing" }
  | { readonly code: "token_invalid"; readonly pointer: string }
  | { readonly code: "link_invalid" }
  | { readonly code: "link_too_long" }
  | { readonly code: "address_unusable"; readonly channel: string; readonly at?: string }
  | { readonly code: "channel_of_the_store"; readonly channel: string }
  | { readonly code: "unknown_component"; readonly index: number }
  | { readonly code: "not_missing"; readonly offer: string }
  | { readonly code: "cart_too_varied" }
  | { readonly code: "invalid_date"; readonly pointer: string }
  | { readonly code: "merchant_mismatch"; readonly merchant: string }
  | { readonly code: "base_version_conflict"; readonly inForce: string | null }
  | { readonly code: "move_not_allowed"; readonly state: string }
  | { readonly code: "forbidden"; readonly permission: Permission }
  | { readonly code: "four_eyes" }
  | { readonly code: "version_conflict"; readonly version: number }
  | { readonly code: "adjustment_incomplete"; readonly flaws: readonly Flaw[] }
  | { readonly code: "simulation_running" }
  | { readonly code: "unknown_quote_code" }
  | { readonly code: "unknown_offer"; readonly offer: string }
  | { readonly code: "quote_needed" }
  | { readonly code: "not_verbatim"; readonly pointer: string }
  | { readonly code: "must_not_be_said"; readonly pointer: string; readonly words: readonly string[] }
  | { readonly code: "case_unfinished"; readonly what: "review" | "goodwill" }
  | { readonly code: "nothing_to_decide" }
  | { readonly code: "compensation_none" }
  | { readonly code: "voucher_unknown" }
  | { readonly code: "voucher_used" }
  | { readonly code: "voucher_expired" }
  | { readonly code: "voucher_of_another" }
  | { readonly code: "voucher_not_for_order" }
  | { readonly code: "webhook_url_refused"; readonly why: UrlFlaw }
  | { readonly code: "too_many_endpoints"; readonly most: number }
  | { readonly code: "unknown_partner"; readonly partner: string }
  | { readonly code: "settlement_format_needed"; readonly partner: string }
  | { readonly code: "settlement_file_unsound"; readonly line: number; readonly flaw: SettlementFlaw }
  | { readonly code: "resolution_not_possible"; readonly reason: ExceptionReason; readonly resolution: Resolution }
  | { readonly code: "catalogue_unsound"; readonly flaws: readonly Flaw[] }
  | { readonly code: "adjustment_needed"; readonly flaws: readonly Flaw[] }
  | { readonly code: "adjustment_unsound"; readonly flaws: readonly Flaw[] };

export type Result<T, E = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export const done = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const refuse = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });
