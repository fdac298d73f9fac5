export * from "./aggregate.ts";
export * from "./causes.ts";
export * from "./conditions.ts";
export * from "./rules.ts";
export type * from "./types.ts";
