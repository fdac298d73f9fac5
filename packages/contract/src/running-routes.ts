import Type from "typebox";
import { Live, Ready } from "./health.ts";
import { PATHS } from "./paths.ts";
import type { Route } from "./route.ts";
import { Settings } from "./settings.ts";

/** For those who run it. */
export const RUNNING_ROUTES = {
  live: {
    method: "GET",
    path: PATHS.live,
    group: "Running",
    summary: "The process runs",
    access: "public",
    answer: { status: 200, schema: Live },
    problems: [],
  },
  ready: {
    method: "GET",
    path: PATHS.ready,
    group: "Running",
    summary: "It can answer; 503 while it cannot",
    access: "public",
    answer: { status: 200, schema: Ready },
    problems: [],
  },
  readSettings: {
    method: "GET",
    path: PATHS.settings,
    group: "Running",
    summary: "How the server is run",
    access: "secret",
    needs: "quotes:read",
    answer: { status: 200, schema: Settings },
    problems: [],
  },
  metrics: {
    method: "GET",
    path: PATHS.metrics,
    group: "Running",
    summary: "Prometheus metrics",
    access: "public",
    answer: { status: 200, schema: Type.String(), type: "text/plain" },
    problems: [],
  },
} as const satisfies { readonly [id: string]: Route };
