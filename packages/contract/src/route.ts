import Type, { type TObject, type TSchema } from "typebox";
import { paged } from "./page.ts";
import type { ProblemCode } from "./problems.ts";
import { closed, Id } from "./values.ts";

/** Who may call: anybody, any key, a secret key, or somebody who is signed in. Signed in reaches as far as a secret key. */
export type Access = "public" | "key" | "secret" | "session";

/** What the role of a person or of a secret key may hold; the table of roles is the engine's. */
export const PERMISSIONS = [
  "quotes:read",
  "catalogue:read",
  "catalogue:write",
  "adjustments:read",
  "adjustments:write",
  "adjustments:approve",
  "adjustments:apply",
  "adjustments:extend",
  "adjustments:lift",
  "adjustments:emergency",
  "adjustments:alone",
  "cases:read",
  "cases:write",
  "cases:approve",
  "compensations:read",
  "compensations:write",
  "compensations:approve",
  "vouchers:read",
  "vouchers:redeem",
  "reconciliation:read",
  "reconciliation:write",
  "reconciliation:approve",
  "audit:read",
  "plans:read",
  "plans:write",
  "plans:propose",
  "plans:approve",
  "ledger:read",
  "shoppers:export",
  "shoppers:erase",
  "users:read",
  "users:manage",
  "keys:manage",
  "webhooks:read",
  "webhooks:manage",
] as const;

/** What a route needs. */
export type Permission = (typeof PERMISSIONS)[number];

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly group:
    | "Quotes"
    | "Plans"
    | "Ledger"
    | "Adjustments"
    | "Simulations"
    | "Telling"
    | "Support"
    | "Compensation"
    | "Shoppers"
    | "Catalogue"
    | "People"
    | "Keys"
    | "Audit"
    | "Partners"
    | "Webhooks"
    | "Reconciliation"
    | "Running";
  readonly summary: string;
  readonly access: Access;
  /** Every secret route needs one. */
  readonly needs?: Permission;
  readonly params?: TObject;
  readonly query?: TObject;
  readonly body?: TSchema;
  /** Media types of a body that is taken as it comes, in place of JSON. */
  readonly upload?: readonly [string, ...string[]];
  /** Public, but for pages of this server and for programs, not for pages of other sites. */
  readonly sameSite?: boolean;
  /** Needs an Idempotency-Key. */
  readonly once?: boolean;
  readonly bodyBytes?: number;
  readonly answer: { readonly status: 200 | 201 | 202; readonly schema: TSchema; readonly type?: string };
  /** What it may refuse, besides what every route may. */
  readonly problems: readonly ProblemCode[];
}

export const byId = closed("ById", { id: Id });
export const page = closed("PageQuery", paged(Type.String({ minLength: 1, maxLength: 200 })));
