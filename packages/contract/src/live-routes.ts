import Type from "typebox";
import { PATHS } from "./paths.ts";
import type { Route } from "./route.ts";
import { closed } from "./values.ts";

/** Longest that one stream lasts; a browser's EventSource then asks again by itself. */
const LONGEST_SECONDS = 300;

/** Telling a screen what has changed, so that it asks anew. */
export const LIVE_ROUTES = {
  liveUpdates: {
    method: "GET",
    path: PATHS.liveUpdates,
    group: "Running",
    summary: "What has changed, as server-sent events: which kinds of records, and the catalogue in force",
    access: "secret",
    needs: "quotes:read",
    query: closed("LiveQuery", {
      seconds: Type.Optional(
        Type.String({ pattern: "^[0-9]{1,3}$", description: `At most ${LONGEST_SECONDS}, which is the default.` }),
      ),
    }),
    answer: { status: 200, schema: Type.String(), type: "text/event-stream" },
    problems: ["unavailable"],
  },
} as const satisfies { readonly [id: string]: Route };

/** Data of the event `changed`. The first names no topics. */
export interface LiveChanged {
  readonly topics: readonly string[];
  /** Hash of the catalogue in force in the process that tells; null before the first. */
  readonly catalogue: string | null;
}
