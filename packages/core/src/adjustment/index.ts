export * from "./order.ts";
export * from "./ramp.ts";
export * from "./scope.ts";
export type * from "./types.ts";
