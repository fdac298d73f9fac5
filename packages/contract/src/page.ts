import Type, { type TSchema } from "typebox";
import { LIMITS } from "./limits.ts";

/** How many rows a page has at most, as a parameter. */
export const Limit = Type.String({
  pattern: "^([1-9][0-9]?|100)$",
  description: `How many at most, 1 to ${LIMITS.page}; ${LIMITS.page} unless told.`,
});

/** What a list that is read by pages is asked with: where to go on, in the list's own words, and how many at most. */
export const paged = <T extends TSchema>(cursor: T) => ({
  cursor: Type.Optional(cursor),
  limit: Type.Optional(Limit),
});
