export * from "./check.ts";
export * from "./compile.ts";
export * from "./reason.ts";
export type * from "./types.ts";
export { whenBack } from "./when-back.ts";
