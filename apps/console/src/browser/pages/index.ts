import type { ComponentType } from "react";
import type { Permission } from "../session.ts";

/** A page of the console: its address under /console, what the visitor needs, and its module, loaded when it is opened. */
export interface PageEntry {
  readonly path: string;
  readonly needs?: Permission;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

export const PAGES: readonly PageEntry[] = [
  { path: "/", load: () => import("./today/page.tsx") },
  { path: "/adjustments", needs: "adjustments:read", load: () => import("./adjustments/list.tsx") },
  { path: "/adjustments/new", needs: "adjustments:write", load: () => import("./adjustments/new.tsx") },
  { path: "/adjustments/compare", needs: "adjustments:read", load: () => import("./adjustments/compare.tsx") },
  { path: "/adjustments/$id", needs: "adjustments:read", load: () => import("./adjustments/page.tsx") },
  { path: "/plans", needs: "plans:read", load: () => import("./plans/list.tsx") },
  { path: "/ledger", needs: "ledger:read", load: () => import("./ledger/page.tsx") },
  { path: "/ledger/$account", needs: "ledger:read", load: () => import("./ledger/statement.tsx") },
  { path: "/reconciliation", needs: "reconciliation:read", load: () => import("./reconciliation/list.tsx") },
  { path: "/reconciliation/$id", needs: "reconciliation:read", load: () => import("./reconciliation/page.tsx") },
  { path: "/plans/$id", needs: "plans:read", load: () => import("./plans/page.tsx") },
  { path: "/people", load: () => import("./people/page.tsx") },
  { path: "/shoppers", needs: "shoppers:export", load: () => import("./shoppers/page.tsx") },
  { path: "/account", load: () => import("./account/page.tsx") },
  { path: "/settings", needs: "quotes:read", load: () => import("./settings/page.tsx") },
  { path: "/cases", needs: "cases:read", load: () => import("./cases/page.tsx") },
  { path: "/cases/$id", needs: "cases:read", load: () => import("./cases/page.tsx") },
  { path: "/quotes", needs: "quotes:read", load: () => import("./quotes/list.tsx") },
  { path: "/quotes/$id", needs: "quotes:read", load: () => import("./quotes/page.tsx") },
  { path: "/waitlist", needs: "adjustments:read", load: () => import("./waitlist/page.tsx") },
  { path: "/compensation", needs: "compensations:read", load: () => import("./compensation/list.tsx") },
  { path: "/compensation/new", needs: "compensations:write", load: () => import("./compensation/new.tsx") },
  { path: "/compensation/$id", needs: "compensations:read", load: () => import("./compensation/page.tsx") },
  { path: "/audit", needs: "audit:read", load: () => import("./audit/page.tsx") },
  { path: "/webhooks", needs: "webhooks:read", load: () => import("./webhooks/page.tsx") },
  { path: "/offers", needs: "catalogue:read", load: () => import("./offers/page.tsx") },
  { path: "/health", needs: "adjustments:read", load: () => import("./health/page.tsx") },
  { path: "/partners", needs: "adjustments:read", load: () => import("./partners/page.tsx") },
  { path: "/rules", needs: "catalogue:read", load: () => import("./rules/page.tsx") },
];
