import type { ShopperExport, ShopperRequest } from "@fenqi/contract";
import type { IsoDate } from "@fenqi/core/calendar";
import type { Catalogue } from "@fenqi/core/catalogue";
import type { ExportedShopper } from "../engine/export-shopper.ts";
import type { Subscription, Vault, VoucherRow, WaitlistEntry, WholeCase } from "../engine/ports.ts";
import { lineRecord } from "./ledger.ts";
import { toPlanRecord } from "./plan-record.ts";

interface Setting {
  readonly vault: Vault;
  readonly catalogue: Catalogue;
  readonly today: IsoDate;
}

/** Everything that is kept of a shopper as one document, with nothing sealed any more. */
export function shopperExport(
  { at, quotes, plans, contacts, consents, cases, waitlist, subscriptions, vouchers, messages }: ExportedShopper,
  { shopper_ref, channel, address }: ShopperRequest,
  { vault, catalogue, today }: Setting,
): ShopperExport {
  return {
    exported_at: at,
    shopper_ref: shopper_ref ?? null,
    address: channel !== undefined && address !== undefined ? { channel, address } : null,
    quotes: quotes.map(({ facts, ...quote }) => ({
      ...quote,
      facts: facts as ShopperExport["quotes"][number]["facts"],
    })),
    plans: plans.map(({ stored, entries }) => ({
      plan: toPlanRecord(stored, today, catalogue),
      return_url: stored.facts.return_url ?? null,
      mandate: stored.facts.mandate ?? null,
      ledger: entries.map(({ seq, lines, plan: _, ...entry }) => ({
        id: `le_${seq}`,
        ...entry,
        lines: lines.map(lineRecord),
      })),
    })),
    consents: consents.map(({ shown, ...consent }) => ({
      ...consent,
      shown: JSON.parse(shown) as ShopperExport["consents"][number]["shown"],
    })),
    contacts: contacts.map(({ to, ...contact }) => ({ ...contact, address: vault.open(to) })),
    cases: cases.map((one) => caseRecord(one, vault)),
    waitlist: waitlist.map((entry) => ({ ...wish(entry, vault), offer: entry.offer })),
    subscriptions: subscriptions.map((one) => ({ ...wish(one, vault), components: [...one.components] })),
    vouchers: vouchers.map((voucher) => voucherRecord(voucher, vault)),
    messages: [...messages],
  };
}

const wish = ({ id, channel, to, locale, createdAt, confirmedAt }: Subscription | WaitlistEntry, vault: Vault) => ({
  id,
  channel,
  address: vault.open(to),
  locale,
  created_at: createdAt,
  confirmed_at: confirmedAt,
});

/** With the notes of those who worked on it: they are about the shopper too. */
const caseRecord = ({ row, entries, goodwill }: WholeCase, vault: Vault): ShopperExport["cases"][number] => ({
  id: row.id,
  state: row.state,
  created_at: row.createdAt,
  quote_code: row.quote?.code ?? null,
  reply: row.recipient && { channel: row.recipient.channel, address: vault.open(row.recipient.to) },
  entries: entries.map(({ at, kind, text }) => ({ at, kind, text: text && vault.open(text) })),
  goodwill: goodwill.map(({ amount, currency, state }) => ({ amount, currency, state })),
});

const voucherRecord = (row: VoucherRow, vault: Vault): ShopperExport["vouchers"][number] => ({
  id: row.id,
  shopper: row.shopper && vault.open(row.shopper),
  code: row.code && vault.open(row.code),
  amount: row.amount,
  currency: row.currency,
  valid_until: row.validUntil,
  source: row.source,
  issued_at: row.issuedAt,
  redeemed_at: row.redeemedAt,
  order: row.redeemedFor,
});
