import { createClient, FenqiProblem } from "@fenqi/client";

/** Speaks to this server by the visitor's own session; a call is sent once, since a page can ask again itself. */
export const api = createClient({ baseUrl: "", retries: 1, timeoutMs: 20_000 });

/** The refusal of a failed call; what is no answer at all has status 0. */
export const problemOf = (error: unknown): FenqiProblem | undefined =>
  error instanceof FenqiProblem ? error : undefined;
