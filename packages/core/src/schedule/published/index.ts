export { feePerHundred } from "./fee-table.ts";
export { publishedTable } from "./published-table.ts";
export type * from "./types.ts";
