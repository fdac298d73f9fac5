import { MovementPage, MovementQuery, MovementRetryRequest } from "./movement.ts";
import { PATHS } from "./paths.ts";
import { PlanChanged } from "./plan.ts";
import { byId, type Route } from "./route.ts";

/** Money that partners move for plans. */
export const MOVEMENT_ROUTES = {
  listMovements: {
    method: "GET",
    path: PATHS.movements,
    group: "Plans",
    summary: "Money that partners were told to move and have not: waiting, unclear, failed",
    access: "secret",
    needs: "plans:read",
    query: MovementQuery,
    answer: { status: 200, schema: MovementPage },
    problems: ["unavailable"],
  },
  retryMovement: {
    method: "POST",
    path: PATHS.movementRetries,
    group: "Plans",
    summary: "Ask the partner once more for a movement that failed; nothing moved before",
    access: "secret",
    needs: "plans:write",
    params: byId,
    body: MovementRetryRequest,
    once: true,
    answer: { status: 200, schema: PlanChanged },
    problems: ["not_found", "move_not_allowed", "unavailable"],
  },
} as const satisfies { readonly [id: string]: Route };
