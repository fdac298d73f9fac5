/** What other programs are told of an adjustment. Drafts and approvals are nobody else's business. */
export type AdjustmentEventType =
  | "adjustment.scheduled"
  | "adjustment.started"
  | "adjustment.extended"
  | "adjustment.return_missed"
  | "adjustment.ramping"
  | "adjustment.rolled_back"
  | "adjustment.lifted"
  | "adjustment.withdrawn"
  | "announcement.updated";
