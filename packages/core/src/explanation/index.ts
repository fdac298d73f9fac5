export * from "./format.ts";
export * from "./template.ts";
export type * from "./types.ts";
