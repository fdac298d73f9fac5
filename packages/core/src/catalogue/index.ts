export * from "./check.ts";
export * from "./compile.ts";
export * from "./reason.ts";
export { withStandardExplanations } from "./standard-explanations.ts";
export type * from "./types.ts";
export { whenBack } from "./when-back.ts";
