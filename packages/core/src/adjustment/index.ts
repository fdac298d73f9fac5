export * from "./compensation.ts";
export type * from "./events.ts";
export * from "./order.ts";
export * from "./overlap.ts";
export * from "./promise.ts";
export * from "./ramp.ts";
export * from "./ramp-step.ts";
export * from "./scope.ts";
export type * from "./types.ts";
