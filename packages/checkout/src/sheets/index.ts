export { openReview } from "./review-sheet.ts";
