import recorded from "./answers.generated.json" with { type: "json" };
import type { Problem, ProblemCode } from "./problems.ts";
import type { RouteId } from "./routes.ts";

/**
 * What a server answered once, as the documents show it: one answer of a route, one problem of a code. Recorded by a test of the
 * server, which fails when a server answers otherwise (`npx vitest -u` writes them); only what is random is replaced.
 */
export const ANSWERS = recorded as unknown as {
  readonly routes: { readonly [I in RouteId]?: unknown };
  readonly problems: { readonly [C in ProblemCode]?: Problem };
};
