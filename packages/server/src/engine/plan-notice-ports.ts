import type { Instant, IsoDate } from "@fenqi/core/calendar";
import type { PlanEvent, PlanEventType } from "@fenqi/core/plan";
import type { Message, Recipient } from "./telling-ports.ts";

/** Whom to tell of a plan. `to` is sealed by the vault. */
export interface PlanContact extends Recipient {
  /** What the store calls the order to its shopper; null: its number. */
  readonly title: string | null;
}

/** A contact to be kept, with a keyed hash of its address. */
export interface NewPlanContact extends PlanContact {
  readonly mark: string;
}

/** An event of a plan whose shopper can be told. `n`: 1, 2, 3 … within the plan. */
export interface NoticeEvent extends PlanEvent {
  readonly n: number;
  readonly contact: PlanContact;
}

/** Events of one merchant that nobody has looked through, from one place to another. */
export interface NoticePage {
  readonly from: number;
  readonly to: number;
  /** Those of the types asked for, of plans with a contact; oldest first. */
  readonly events: readonly NoticeEvent[];
}

/** A plan whose next payment comes up, and whom to tell. */
export interface ComingPayment {
  readonly plan: string;
  readonly dueOn: IsoDate;
  readonly contact: PlanContact;
}

export interface PlanNoticeStore {
  /** Merchants with events that nobody has looked through. */
  waiting(): Promise<readonly string[]>;
  /** The next events; undefined where there are none. `limit`: events looked through, told of or not. */
  page(merchant: string, types: readonly PlanEventType[], limit: number): Promise<NoticePage | undefined>;
  /** Keeps messages and moves the place on, together, at an instant; false where another worker has done it. */
  told(merchant: string, page: NoticePage, messages: readonly Message[], at: Instant): Promise<boolean>;
  /** The day up to which plans of a clock (null: the world's) were reminded; undefined before the first. */
  remindedThrough(merchant: string, clock: string | null): Promise<IsoDate | undefined>;
  /**
   * Plans of a clock that run with nothing overdue and whose next payment is due after one day and up to another: by due
   * day and id, those after `last`.
   */
  coming(
    merchant: string,
    clock: string | null,
    days: { readonly after: IsoDate; readonly until: IsoDate },
    last: ComingPayment | undefined,
    limit: number,
  ): Promise<readonly ComingPayment[]>;
  /** Keeps reminders, at an instant; one that is kept already is left out. */
  remind(merchant: string, messages: readonly Message[], at: Instant): Promise<void>;
  setReminded(merchant: string, clock: string | null, through: IsoDate): Promise<void>;
  /** The first day after one on which a plan of a test clock is to be reminded, so many days before it is due. */
  nextReminder(merchant: string, clock: string, daysBefore: number, after: IsoDate): Promise<IsoDate | undefined>;
  /**
   * Erases the contacts of plans that have ended and of which nothing was heard for so many days, by the plan's own test
   * clock or, without one, at an instant of the world's. Returns how many.
   */
  eraseEnded(at: Instant, days: number): Promise<number>;
}

/** What a change may do to whom a plan tells. */
export interface PlanContactChange {
  /** In the place of the one before; false where there is no such plan. */
  savePlanContact(plan: string, contact: NewPlanContact): Promise<boolean>;
  /** False where there was none. */
  removePlanContact(plan: string): Promise<boolean>;
}
