export * from "./check.ts";
export * from "./compile.ts";
export type * from "./types.ts";
