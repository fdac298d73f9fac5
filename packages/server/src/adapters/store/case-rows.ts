import type { CaseEntry, CaseGoodwill, CaseRow } from "../../engine/ports.ts";
import type { NewRow, Row } from "./tables.ts";

export const toCase = (row: Row<"support_case">): CaseRow => ({
  id: row.id,
  queue: row.queue,
  state: row.state,
  locale: row.locale,
  quote: row.quote_id === null ? null : { id: row.quote_id, code: row.quote_code!, token: row.quote_token! },
  offer: row.offer,
  adjustment: row.adjustment_id,
  assignee: row.assignee,
  recipient: row.channel === null ? null : { channel: row.channel, to: row.recipient!, mark: row.recipient_mark! },
  createdAt: row.created_at.toISOString(),
  dueAt: row.due_at?.toISOString() ?? null,
  firstAnsweredAt: row.first_answered_at?.toISOString() ?? null,
  closedAt: row.closed_at?.toISOString() ?? null,
  review:
    row.review_state === null
      ? null
      : { state: row.review_state, by: row.review_by, at: row.review_at?.toISOString() ?? null },
});

export const fromCase = (merchant: string, row: CaseRow): NewRow<"support_case"> => ({
  merchant_id: merchant,
  id: row.id,
  queue: row.queue,
  state: row.state,
  locale: row.locale,
  quote_id: row.quote?.id ?? null,
  quote_code: row.quote?.code ?? null,
  quote_token: row.quote?.token ?? null,
  offer: row.offer,
  adjustment_id: row.adjustment,
  assignee: row.assignee,
  channel: row.recipient?.channel ?? null,
  recipient: row.recipient?.to ?? null,
  recipient_mark: row.recipient?.mark ?? null,
  created_at: row.createdAt,
  due_at: row.dueAt,
  first_answered_at: row.firstAnsweredAt,
  closed_at: row.closedAt,
  review_state: row.review?.state ?? null,
  review_by: row.review?.by ?? null,
  review_at: row.review?.at ?? null,
});

export const toEntry = (row: Row<"case_entry">): CaseEntry => ({
  seq: row.seq,
  at: row.at.toISOString(),
  kind: row.kind,
  by: row.by,
  text: row.body,
  facts: JSON.parse(row.facts),
});

export const toGoodwill = (row: Row<"case_goodwill">): CaseGoodwill => ({
  id: row.id,
  currency: row.currency,
  amount: Number(row.amount),
  state: row.state,
  withinLimit: row.within_limit,
  askedBy: row.asked_by,
  askedAt: row.asked_at.toISOString(),
  decidedBy: row.decided_by,
  decidedAt: row.decided_at?.toISOString() ?? null,
  voucher:
    row.voucher_id === null
      ? null
      : { id: row.voucher_id, code: row.voucher_code!, validUntil: row.voucher_until!.toISOString() },
});

export const fromGoodwill = (merchant: string, caseId: string, goodwill: CaseGoodwill): NewRow<"case_goodwill"> => ({
  merchant_id: merchant,
  id: goodwill.id,
  case_id: caseId,
  currency: goodwill.currency,
  amount: goodwill.amount,
  state: goodwill.state,
  within_limit: goodwill.withinLimit,
  asked_by: goodwill.askedBy,
  asked_at: goodwill.askedAt,
  decided_by: goodwill.decidedBy,
  decided_at: goodwill.decidedAt,
  voucher_id: goodwill.voucher?.id ?? null,
  voucher_code: goodwill.voucher?.code ?? null,
  voucher_until: goodwill.voucher?.validUntil ?? null,
});
