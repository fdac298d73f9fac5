import { PATHS } from "./paths.ts";
import type { Route } from "./route.ts";
import { Today, WaitingList } from "./today.ts";

/** What the console's first page shows. */
export const TODAY_ROUTES = {
  listWaiting: {
    method: "GET",
    path: PATHS.waiting,
    group: "Running",
    summary: "What waits for whoever asks, soonest first, and how much of each kind",
    access: "secret",
    needs: "adjustments:read",
    answer: { status: 200, schema: WaitingList },
    problems: ["unavailable"],
  },
  readToday: {
    method: "GET",
    path: PATHS.today,
    group: "Running",
    summary: "The day so far: quotes to funded plans, what falls due, what is late, and how partners' calls went",
    access: "secret",
    needs: "plans:read",
    answer: { status: 200, schema: Today },
    problems: ["unavailable"],
  },
} as const satisfies { readonly [id: string]: Route };
