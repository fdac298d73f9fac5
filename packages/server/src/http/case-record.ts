import type { CaseList, CaseRecord, CaseShown, SupportHours } from "@fenqi/contract";
import type { CaseEntry, CaseGoodwill, CaseRow, ListedCase, Vault, WholeCase } from "../engine/ports.ts";
import type { SupportPolicy } from "../engine/support-policy.ts";

type Facts = Omit<CaseRecord, "entries" | "goodwill">;

/** Characters of a shopper's first words that a list shows. */
const ASKED_LENGTH = 120;

/** A case as a list shows it, with the begin of what was asked. */
export const toListed = (
  { row, asked, waitingSince, goodwillWaiting }: ListedCase,
  vault: Vault,
  nowMs: number,
): CaseList["items"][number] => ({
  ...toFacts(row, nowMs),
  asked: asked === null ? null : [...vault.open(asked)].slice(0, ASKED_LENGTH).join(""),
  waiting_since: waitingSince,
  goodwill_waiting: goodwillWaiting,
});

/** A case's own facts as the API tells them; nobody's address. */
function toFacts(row: CaseRow, nowMs: number): Facts {
  return {
    id: row.id,
    queue: row.queue,
    state: row.state,
    locale: row.locale,
    quote_code: row.quote?.code ?? null,
    offer: row.offer,
    adjustment: row.adjustment,
    assignee: row.assignee,
    reply_channel: row.recipient?.channel ?? null,
    created_at: row.createdAt,
    due_at: row.dueAt,
    overdue: row.dueAt !== null && Date.parse(row.dueAt) < nowMs,
    first_answered_at: row.firstAnsweredAt,
    closed_at: row.closedAt,
    review: row.review,
  };
}

/** A case whole, its words opened. */
export function toRecord({ row, entries, goodwill }: WholeCase, vault: Vault, nowMs: number): CaseRecord {
  return {
    ...toFacts(row, nowMs),
    entries: entries.map(({ text, ...entry }) => ({ ...entry, text: text === null ? null : vault.open(text) })),
    goodwill: goodwill.map(({ id, currency, amount, state, askedBy, askedAt, decidedBy, decidedAt, voucher }) => ({
      id,
      currency,
      amount,
      state,
      asked_by: askedBy,
      asked_at: askedAt,
      decided_by: decidedBy,
      decided_at: decidedAt,
      voucher: voucher && { id: voucher.id, valid_until: voucher.validUntil },
    })),
  };
}

export const toHours = ({ hours, telephone, reply_minutes }: SupportPolicy): SupportHours => ({
  hours,
  telephone,
  reply_minutes: reply_minutes.availability,
});

type ShownEntry = CaseShown["entries"][number];

const SHOWN: { readonly [K in ShownEntry["kind"]]: { readonly text: boolean } } = {
  shopper: { text: true },
  agent: { text: true },
  explanation: { text: true },
  closed: { text: false },
  // Why something was given is said among those who give it.
  goodwill_granted: { text: false },
  review_asked: { text: false },
  review_upheld: { text: true },
  review_overturned: { text: true },
};

const isShown = (kind: CaseEntry["kind"]): kind is ShownEntry["kind"] => Object.hasOwn(SHOWN, kind);

/** What the shopper sees of a case: no notes, nobody's name, nothing that waits. */
export function toShown(
  { row, entries, goodwill }: WholeCase,
  vault: Vault,
  about: Pick<CaseShown, "merchant" | "support">,
): CaseShown {
  return {
    id: row.id,
    state: row.state,
    locale: row.locale,
    quote_code: row.quote?.code ?? null,
    adjustment: row.adjustment,
    created_at: row.createdAt,
    due_at: row.dueAt,
    review: row.review?.state ?? null,
    ...about,
    entries: entries.flatMap(({ at, kind, text, facts }): ShownEntry[] => {
      if (!isShown(kind)) return [];
      const given = kind === "goodwill_granted" ? goodwill.find(({ id }) => id === facts.goodwill) : undefined;
      return [
        {
          at,
          kind,
          text: SHOWN[kind].text && text !== null ? vault.open(text) : null,
          goodwill: given ? toGiven(given, vault) : null,
        },
      ];
    }),
  };
}

function toGiven({ currency, amount, voucher }: CaseGoodwill, vault: Vault): NonNullable<ShownEntry["goodwill"]> {
  if (!voucher) throw new Error("goodwill was granted without a voucher");
  return { currency, amount, code: vault.open(voucher.code), valid_until: voucher.validUntil };
}
