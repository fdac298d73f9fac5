import type { Adjustment, ReturnPromise } from "@fenqi/core/adjustment";
import type { Instant } from "@fenqi/core/calendar";
import type { Words } from "@fenqi/core/explanation";

/** What an operator said of an adjustment while it ran. */
export interface PostedUpdate {
  readonly id: string;
  readonly adjustment: string;
  readonly at: Instant;
  readonly by: string;
  readonly text: Words;
}

/** A dated step of an announcement that the catalogue does not hold: an operator's words, or another return. */
export interface ToldStep {
  readonly adjustment: string;
  readonly at: Instant;
  readonly kind: "progress" | "extended";
  readonly text: Words | null;
}

/** Every return that an adjustment was promised to have, oldest first, and when it did return. */
export interface PromisesMade {
  readonly adjustment: Adjustment;
  readonly promises: readonly ReturnPromise[];
}

/** What the public was told, also of what the catalogue no longer keeps. */
export interface AnnouncementStore {
  /** Adjustments lifted since, newest first. */
  liftedSince(merchant: string, since: Instant): Promise<readonly Adjustment[]>;
  /** Of any age; undefined while the public has not heard of it. */
  adjustment(merchant: string, id: string): Promise<Adjustment | undefined>;
  /** Every return that was promised, of the adjustments that have not ended or ended since. */
  promisesSince(merchant: string, since: Instant): Promise<readonly PromisesMade[]>;
  stepsSince(merchant: string, since: Instant): Promise<readonly ToldStep[]>;
  stepsOf(merchant: string, adjustment: string): Promise<readonly ToldStep[]>;
}

/** Where a message goes: a mailbox, a telephone, a WeChat service account's follower, our own inbox, a bridge. */
export type ChannelName = "email" | "sms" | "wechat" | "inbox" | "webhook";

/** Whose address it is and how they are spoken to. `to` is sealed by the vault. */
export interface Recipient {
  readonly channel: ChannelName;
  readonly to: string;
  readonly locale: "zh-CN" | "en";
}

/** What is to be said, without words: those come from `template` and `facts` when it is sent. */
export interface Message extends Recipient {
  readonly template: "confirm" | "adjustment" | "back" | "case" | "voucher" | "invitation" | "plan";
  /** Plain data without anybody's address. */
  readonly facts: unknown;
  /** One intention, one message: a second of the same key is not kept. */
  readonly dedupe_key: string;
}

export interface OutboxRow extends Message {
  readonly merchant: string;
  readonly id: string;
  /** Times that it was tried, this one included. */
  readonly attempts: number;
}

export interface OutboxStore {
  /** Takes messages that are due, so that no other worker has them before `until`. */
  claim(at: Instant, until: Instant, limit: number): Promise<readonly OutboxRow[]>;
  /** It has gone; the address is erased. */
  sent(row: OutboxRow, at: Instant): Promise<void>;
  /** It is tried again at `dueAt`; null: given up, and the address is erased. */
  failed(row: OutboxRow, reason: string, dueAt: Instant | null, at: Instant): Promise<void>;
  /** Removes what was sent or given up before. */
  forgetDone(before: Instant): Promise<void>;
}

/** A message in words, as one channel sends it. */
export interface Letter {
  readonly merchant: string;
  /** Stable over retries, so that a receiver can drop a second one. */
  readonly id: string;
  readonly to: string;
  readonly locale: "zh-CN" | "en";
  readonly template: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  /** Address that ends it with one POST (RFC 8058); absent where there is nothing to end. */
  readonly unsubscribe?: string;
}

/** The one port through which people are told. Throws to be tried again. */
export interface Channel {
  send(letter: Letter): Promise<void>;
}

/** What a sandbox channel would have sent. */
export interface SandboxMessage {
  readonly id: string;
  readonly channel: ChannelName;
  /** `l…@example.com` */
  readonly to: string;
  readonly locale: "zh-CN" | "en";
  readonly template: string;
  readonly subject: string;
  readonly text: string;
  readonly headers: { readonly [name: string]: string };
  readonly at: Instant;
}

export interface Subscription extends Recipient {
  readonly id: string;
  /** Keyed hash of the address. */
  readonly mark: string;
  readonly components: readonly string[];
  readonly createdAt: Instant;
  readonly confirmedAt: Instant | null;
}

/** Waits for an offer to return, with the quote that they saw. */
export interface WaitlistEntry extends Recipient {
  readonly id: string;
  readonly mark: string;
  readonly offer: string;
  readonly quoteToken: string;
  readonly createdAt: Instant;
  readonly confirmedAt: Instant | null;
}

/** Who waits for an offer, in numbers. */
export interface WaitingDemand {
  readonly offer: string;
  readonly waiting: number;
  /** Asked, and did not follow the link yet. */
  readonly unconfirmed: number;
  /** Since when the longest waiting waits; null while nobody does. */
  readonly since: Instant | null;
  /** By hour, oldest first. `told`: the wave of that hour. `gone`: left, or waited too long. */
  readonly hours: readonly {
    readonly at: Instant;
    readonly joined: number;
    readonly told: number;
    readonly gone: number;
  }[];
}

/** A step of an adjustment that subscribers have not been told of. */
export interface UntoldStep {
  readonly merchant: string;
  readonly adjustment: string;
  readonly source: "event" | "update";
  readonly sourceId: string;
  readonly step: string;
  readonly at: Instant;
}

export interface PeopleStore {
  untold(limit: number): Promise<readonly UntoldStep[]>;
  /** Asked of one address since: what a form may set off is limited. */
  asked(merchant: string, mark: string, since: Instant): Promise<number>;
  /** Merchants with somebody who waits. */
  waitedFor(): Promise<readonly string[]>;
  /** Longest waiting first. */
  waiting(merchant: string, after: string, limit: number): Promise<readonly WaitlistEntry[]>;
  /** How many wait for each way, and how that came about since; nobody's address. */
  demand(merchant: string, since: Instant): Promise<readonly WaitingDemand[]>;
  /** Erases wishes that were never confirmed, and those that waited too long, at an instant. */
  erase(unconfirmedBefore: Instant, waitingBefore: Instant, at: Instant): Promise<void>;
}

/** What a change may do to who is told. */
export interface PeopleChange {
  /** Keeps messages to be sent, from an instant on; one whose key is known already is left out. */
  enqueue(at: Instant, ...messages: readonly Message[]): Promise<void>;
  addSubscription(subscription: Subscription): Promise<void>;
  /** Confirms; what the same address had confirmed before gives way. False when there is none. */
  confirmSubscription(id: string, at: Instant): Promise<boolean>;
  /** Erased, address and all. */
  removeSubscription(id: string): Promise<void>;
  /** Confirmed, of any of these components or of all. */
  subscribersOf(components: readonly string[]): Promise<readonly Subscription[]>;
  addWaitlistEntry(entry: WaitlistEntry): Promise<void>;
  confirmWaitlistEntry(id: string, at: Instant): Promise<boolean>;
  /** Erased; false when it was gone already. */
  removeWaitlistEntry(id: string, why: "told" | "gone", at: Instant): Promise<boolean>;
  /** True for the one who takes it. */
  takeUntold(step: UntoldStep): Promise<boolean>;
}

/** What a link in a message may do, and for which record. */
export interface Link {
  readonly merchant: string;
  readonly kind: "subscription" | "waitlist" | "case";
  readonly id: string;
}

/** Hides addresses, voucher codes and whose they are, and secrets that sign, under the master key; and signs links. */
export interface Vault {
  seal(text: string): string;
  open(sealed: string): string;
  /** The same for the same address of a merchant, and for nobody without the key. */
  mark(merchant: string, channel: ChannelName, address: string): string;
  /** Keyed hashes of an address under each key that is kept, newest first. */
  addressMarks(merchant: string, channel: ChannelName, address: string): readonly [string, ...string[]];
  /** Keyed hashes of a shopper's reference under each key that is kept, newest first. */
  shopperMarks(merchant: string, shopper: string): readonly [string, ...string[]];
  link(link: Link): string;
  /** Undefined when it was not made here. */
  openLink(token: string): Link | undefined;
}
