export * from "./order.ts";
export * from "./scope.ts";
export type * from "./types.ts";
