export { openCompare } from "./compare-sheet.ts";
export { openReview } from "./review-sheet.ts";
