import Type, { type Static } from "typebox";
import { LIMITS } from "./limits.ts";
import { paged } from "./page.ts";
import { RefundRequest } from "./plan.ts";
import { AnyMinor, closed, Id, Instant, list, nullable, oneOf, PositiveMinor, Reason, Text } from "./values.ts";

/** One of the three; what is moved by hand. */
export const ProposalRequest = closed("ProposalRequest", {
  write_off: Type.Optional(closed("ProposedWriteOff", { reason: Reason })),
  late_waiver: Type.Optional(closed("ProposedWaiver", { amount: PositiveMinor })),
  refund: Type.Optional(RefundRequest),
});
export const ProposalDecision = closed("ProposalDecision", { note: Type.Optional(Text) });
export const ProposalRejection = closed("ProposalRejection", { note: Text });

export const Proposal = closed("Proposal", {
  id: Id,
  plan: Id,
  kind: oneOf("write_off", "late_waiver", "refund"),
  amount: nullable(AnyMinor),
  reason: nullable(Type.String()),
  state: oneOf("proposed", "approved", "done", "refused", "rejected"),
  by: Type.String(),
  at: Instant,
  decided_by: nullable(Type.String()),
  decided_at: nullable(Instant),
  note: nullable(Type.String()),
  refusal: nullable(Type.String({ description: "Why the plan refused what was approved: a code." })),
});
export const ProposalPage = closed("ProposalPage", {
  items: list(Proposal, LIMITS.page),
  next_cursor: nullable(Type.String()),
});
export const ProposalQuery = closed("ProposalQuery", {
  state: Type.Optional(oneOf("proposed", "approved", "done", "refused", "rejected")),
  plan: Type.Optional(Id),
  ...paged(Id),
});

export type ProposalRequest = Static<typeof ProposalRequest>;
export type Proposal = Static<typeof Proposal>;
export type ProposalPage = Static<typeof ProposalPage>;
export type ProposalQuery = Static<typeof ProposalQuery>;
