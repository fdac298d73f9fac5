import { ADJUSTMENT_ROUTES } from "./adjustment-routes.ts";
import { AUDIT_ROUTES } from "./audit-routes.ts";
import { CASE_ROUTES } from "./case-routes.ts";
import { CATALOGUE_ROUTES } from "./catalogue-routes.ts";
import { COMPENSATION_ROUTES } from "./compensation-routes.ts";
import { KEY_ROUTES } from "./key-routes.ts";
import { LIVE_ROUTES } from "./live-routes.ts";
import { MOVEMENT_ROUTES } from "./movement-routes.ts";
import { PARTNER_ROUTES } from "./partner-routes.ts";
import { PLAN_ROUTES } from "./plan-routes.ts";
import type { ProblemCode } from "./problems.ts";
import { PROPOSAL_ROUTES } from "./proposal-routes.ts";
import { QUOTE_ROUTES } from "./quote-routes.ts";
import { RECONCILIATION_ROUTES } from "./reconciliation-routes.ts";
import type { Route } from "./route.ts";
import { RUNNING_ROUTES } from "./running-routes.ts";
import { SESSION_ROUTES } from "./session-routes.ts";
import { SHOPPER_ROUTES } from "./shopper-routes.ts";
import { SIMULATION_ROUTES } from "./simulation-routes.ts";
import { TELLING_ROUTES } from "./telling-routes.ts";
import { TODAY_ROUTES } from "./today-routes.ts";
import { USER_ROUTES } from "./user-routes.ts";
import { WEBHOOK_ROUTES } from "./webhook-routes.ts";

export type { Access, Permission, Route } from "./route.ts";

/** The whole HTTP API. The server registers it, OpenAPI describes it, and the tests walk it. */
export const ROUTES = {
  ...QUOTE_ROUTES,
  ...PLAN_ROUTES,
  ...MOVEMENT_ROUTES,
  ...PROPOSAL_ROUTES,
  ...TELLING_ROUTES,
  ...CASE_ROUTES,
  ...ADJUSTMENT_ROUTES,
  ...COMPENSATION_ROUTES,
  ...SHOPPER_ROUTES,
  ...CATALOGUE_ROUTES,
  ...SESSION_ROUTES,
  ...USER_ROUTES,
  ...KEY_ROUTES,
  ...PARTNER_ROUTES,
  ...RECONCILIATION_ROUTES,
  ...AUDIT_ROUTES,
  ...SIMULATION_ROUTES,
  ...WEBHOOK_ROUTES,
  ...LIVE_ROUTES,
  ...TODAY_ROUTES,
  ...RUNNING_ROUTES,
} as const satisfies { readonly [id: string]: Route };

export type RouteId = keyof typeof ROUTES;

/** Refused alike everywhere. */
const COMMON_PROBLEMS = {
  all: ["invalid_request", "rate_limited", "internal", "overloaded"],
  key: ["key_missing", "key_unknown", "origin_not_allowed"],
  secret: ["secret_key_needed", "forbidden"],
  session: ["session_missing"],
  sameSite: ["cross_site_refused"],
  body: ["invalid_json", "request_timeout", "body_too_large", "media_type_unsupported"],
  upload: ["request_timeout", "body_too_large", "media_type_unsupported"],
  once: ["idempotency_key_missing", "idempotency_running", "idempotency_other_request"],
} as const satisfies { readonly [when: string]: readonly ProblemCode[] };

/** Whether a browser's request must come from this server's own pages: what a cookie could be used for from elsewhere. */
export const isSameSite = ({ access, method, sameSite }: Route): boolean =>
  sameSite === true || (access !== "public" && method !== "GET");

/** All the problems that a route may answer. */
export const problemsOf = (route: Route): ProblemCode[] => [
  ...new Set<ProblemCode>([
    ...COMMON_PROBLEMS.all,
    ...(route.access === "key" || route.access === "secret" ? COMMON_PROBLEMS.key : []),
    ...(route.access === "secret" ? COMMON_PROBLEMS.secret : []),
    ...(route.access === "public" ? [] : COMMON_PROBLEMS.session),
    ...(isSameSite(route) ? COMMON_PROBLEMS.sameSite : []),
    ...(route.body ? COMMON_PROBLEMS.body : []),
    ...(route.upload ? COMMON_PROBLEMS.upload : []),
    ...(route.once ? COMMON_PROBLEMS.once : []),
    ...route.problems,
  ]),
];
