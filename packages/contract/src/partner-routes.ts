import Type from "typebox";
import { HistoryQuery, HoldRequest, PartnerHeld, PartnerHistory, PartnersHealth } from "./partner-health.ts";
import { PATHS } from "./paths.ts";
import type { Route } from "./route.ts";
import { closed, Id } from "./values.ts";

/** How partners do. */
export const PARTNER_ROUTES = {
  partnersHealth: {
    method: "GET",
    path: PATHS.partnersHealth,
    group: "Partners",
    summary: "How each partner's methods do, from calls that were made: figures, breaker, incident, terms that drifted",
    access: "secret",
    needs: "adjustments:read",
    answer: { status: 200, schema: PartnersHealth },
    problems: ["unavailable"],
  },
  partnerCallback: {
    method: "POST",
    path: PATHS.partnerCallbacks,
    group: "Partners",
    summary: "What a partner says has happened, in its own form and signed by it: Fenqi looks it up",
    access: "public",
    params: closed("ByPartner", { partner: Id }),
    query: closed("CallbackQuery", { merchant: Type.Optional(Id) }),
    upload: ["application/json", "application/x-www-form-urlencoded"],
    answer: { status: 200, schema: Type.String(), type: "text/plain; charset=utf-8" },
    problems: ["not_found", "callback_refused", "unavailable"],
  },
  partnerHistory: {
    method: "GET",
    path: PATHS.partnerHistory,
    group: "Partners",
    summary:
      "How one partner's method did over hours, by recorded calls, and what the breaker and people did in 90 days",
    access: "secret",
    needs: "adjustments:read",
    query: HistoryQuery,
    answer: { status: 200, schema: PartnerHistory },
    problems: ["unavailable"],
  },
  holdPartner: {
    method: "POST",
    path: PATHS.partnersHold,
    group: "Partners",
    summary:
      "A person's word against the breaker's: suspend a partner's method now, bring it back now, or let the breaker decide",
    access: "secret",
    needs: "adjustments:emergency",
    body: HoldRequest,
    once: true,
    answer: { status: 200, schema: PartnerHeld },
    problems: ["not_found", "unavailable"],
  },
} as const satisfies { readonly [id: string]: Route };
