export { ACCOUNTS, type Account, type AccountClass, type AccountId } from "./accounts.ts";
export { closePosting, credit, debit, type Entry, isBalanced, openPosting, type Posting, transfer } from "./entries.ts";
export { type CompensationMovement, MOVEMENTS, type MovementName, postMovement } from "./movements.ts";
