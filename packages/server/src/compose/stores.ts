import { adjustmentStore } from "../adapters/store/adjustment-store.ts";
import { agreedStore } from "../adapters/store/agreed-store.ts";
import { announcementStore } from "../adapters/store/announcement-store.ts";
import { auditStore } from "../adapters/store/audit-store.ts";
import { callbackStore } from "../adapters/store/callback-store.ts";
import { caseStore } from "../adapters/store/case-store.ts";
import { catalogueStore } from "../adapters/store/catalogue-store.ts";
import { changeStore } from "../adapters/store/change-store.ts";
import { clockStore } from "../adapters/store/clock-store.ts";
import { compensationStore } from "../adapters/store/compensation-store.ts";
import { effectsStore } from "../adapters/store/effects-store.ts";
import { keyStore } from "../adapters/store/key-store.ts";
import { ledgerStore } from "../adapters/store/ledger-store.ts";
import { markStore } from "../adapters/store/mark-store.ts";
import { movementStore } from "../adapters/store/movement-store.ts";
import type { Store } from "../adapters/store/open-store.ts";
import { outboxStore } from "../adapters/store/outbox-store.ts";
import { partnerStore } from "../adapters/store/partner-store.ts";
import { peopleStore } from "../adapters/store/people-store.ts";
import { planNoticeStore } from "../adapters/store/plan-notice-store.ts";
import { planStore } from "../adapters/store/plan-store.ts";
import { proposalStore } from "../adapters/store/proposal-store.ts";
import { quoteFinder } from "../adapters/store/quote-finder.ts";
import { quoteStore } from "../adapters/store/quote-store.ts";
import { reconciliationStore } from "../adapters/store/reconciliation-store.ts";
import { recordedQuotes } from "../adapters/store/recorded-quotes.ts";
import { sandboxMessages } from "../adapters/store/sandbox-store.ts";
import { shopperStore } from "../adapters/store/shopper-store.ts";
import { simulationStore } from "../adapters/store/simulation-store.ts";
import { todayStore } from "../adapters/store/today-store.ts";
import { userStore } from "../adapters/store/user-store.ts";
import { voucherStore } from "../adapters/store/voucher-store.ts";
import { webhookQueue } from "../adapters/store/webhook-queue.ts";
import { webhookStore } from "../adapters/store/webhook-store.ts";
import { digest } from "../adapters/token/ids.ts";
import { nextRecord } from "../engine/audit-chain.ts";
import type { Clock } from "../engine/ports.ts";
import type { Sealers } from "./sealers.ts";

export type Stores = ReturnType<typeof storesOf>;

/** Every store of one database, each the port of one thing. */
export function storesOf({ db }: Store, { answers, vault }: Sealers, now: Clock) {
  const adjustments = adjustmentStore(db);
  const audited = nextRecord(digest);
  return {
    adjustments,
    catalogues: { ...catalogueStore(db), announced: adjustments.announced },
    changes: changeStore(db, answers, now, audited),
    announcements: announcementStore(db),
    audit: auditStore(db),
    callbacks: callbackStore(db),
    cases: caseStore(db),
    clocks: clockStore(db),
    compensations: compensationStore(db),
    days: todayStore(db),
    effects: effectsStore(db),
    keys: keyStore(db),
    agreed: agreedStore(db),
    ledger: ledgerStore(db),
    marks: markStore(db),
    movements: movementStore(db),
    outbox: outboxStore(db),
    partners: partnerStore(db),
    people: peopleStore(db),
    planNotices: planNoticeStore(db),
    plans: planStore(db, answers, audited, now),
    proposals: proposalStore(db),
    quoteFinder: quoteFinder(db),
    quotes: quoteStore(db, vault),
    reconciliations: reconciliationStore(db),
    recordedQuotes: recordedQuotes(db),
    sandboxMessages: (merchant: string, limit: number) => sandboxMessages(db, merchant, limit),
    shoppers: shopperStore(db),
    simulations: simulationStore(db),
    users: userStore(db),
    vouchers: voucherStore(db),
    webhookQueue: webhookQueue(db),
    webhooks: webhookStore(db),
  };
}
