export { openCompare } from "./compare-sheet.ts";
