import type { StatesWords } from "@fenqi/words/pages/states";

export interface ShownState {
  readonly screen: keyof StatesWords["screens"];
  readonly state: keyof StatesWords["states"];
  readonly told: keyof StatesWords["told"];
  readonly href: string;
}

const checkout = (fault: string) => `/demo/states/checkout/${fault}`;

/** Every state of the design's table, by screen, and where it can be seen. */
export const STATES: readonly ShownState[] = [
  { screen: "checkout", state: "normal", told: "checkoutNormal", href: checkout("normal") },
  { screen: "checkout", state: "loading", told: "checkoutLoading", href: checkout("slow") },
  { screen: "checkout", state: "unavailable", told: "checkoutUnavailable", href: checkout("small") },
  { screen: "checkout", state: "degraded", told: "checkoutDegraded", href: checkout("degraded") },
  { screen: "checkout", state: "changed", told: "checkoutChanged", href: checkout("changed") },
  { screen: "checkout", state: "error", told: "checkoutError", href: checkout("down") },
  { screen: "plans", state: "normal", told: "plansNormal", href: "/orders" },
  { screen: "plans", state: "unknown", told: "plansUnknown", href: "/orders" },
  { screen: "plans", state: "empty", told: "plansEmpty", href: "/plans" },
  { screen: "status", state: "normal", told: "statusNormal", href: "/status" },
  { screen: "status", state: "missing", told: "statusMissing", href: "/status/none" },
  { screen: "help", state: "normal", told: "helpNormal", href: "/support" },
  { screen: "console", state: "forbidden", told: "consoleForbidden", href: "/console/people" },
  { screen: "console", state: "empty", told: "consoleEmpty", href: "/console/plans?order_ref=none" },
  { screen: "console", state: "missing", told: "consoleMissing", href: "/console/none" },
  { screen: "console", state: "conflict", told: "consoleConflict", href: "/console/adjustments" },
  { screen: "console", state: "stale", told: "consoleStale", href: "/console/plans" },
];
