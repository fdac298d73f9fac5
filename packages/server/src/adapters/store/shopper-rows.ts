import { sql } from "kysely";
import type { Sought } from "../../engine/ports.ts";

// What is a shopper's, as conditions on each table that holds something of them: exported and erased by the same words.

/** Of a text array that may be empty. */
const any = (values: readonly string[]) => sql`any(${[...values]}::text[])`;

/** Plans made under the reference. */
export const plansOf = (merchant: string, { ref }: Sought) => sql`
  select id from plan where merchant_id = ${merchant} and shopper_ref = ${ref}`;

/** Contacts of those plans, and of any plan that tells the address. */
export const isContact = (merchant: string, sought: Sought) => sql`
  merchant_id = ${merchant} and (recipient_mark = ${any(sought.addressMarks)} or plan_id in (${plansOf(merchant, sought)}))`;

/** States of a plan that has not ended. */
export const isRunning = sql`state in ('pending_partner', 'accepted', 'active', 'overdue', 'disputed')`;

/** Plans made under the reference, and those that tell the address. */
export const heldPlans = (merchant: string, sought: Sought) => sql`
  merchant_id = ${merchant} and id in (
    ${plansOf(merchant, sought)} union select plan_id from plan_contact where ${isContact(merchant, sought)})`;

/** Quotes that were given to the shopper and can be replayed. */
export const isQuote = (merchant: string, { shopperMarks }: Sought) => sql`
  merchant_id = ${merchant} and shopper_mark = ${any(shopperMarks)} and token is not null`;

/** Cases that the address opened, and those about a quote of theirs. */
export const isCase = (merchant: string, sought: Sought) => sql`
  merchant_id = ${merchant} and (recipient_mark = ${any(sought.addressMarks)}
    or quote_id in (select id from quote_record where ${isQuote(merchant, sought)}))`;

/** Wishes of the address, and those made with a quote of theirs. */
export const isWaiting = (merchant: string, sought: Sought) => sql`
  merchant_id = ${merchant} and (recipient_mark = ${any(sought.addressMarks)}
    or quote_token in (select token from quote_record where ${isQuote(merchant, sought)}))`;

export const isSubscription = (merchant: string, { addressMarks }: Sought) => sql`
  merchant_id = ${merchant} and recipient_mark = ${any(addressMarks)}`;

/** Vouchers of the reference, and those given in one of the cases. */
export const isVoucher = (merchant: string, sought: Sought) => sql`
  merchant_id = ${merchant} and (shopper_mark = ${any(sought.shopperMarks)} or id in (
    select voucher_id from case_goodwill where merchant_id = ${merchant} and voucher_id is not null
      and case_id in (select id from support_case where ${isCase(merchant, sought)})))`;

/** Messages about what is theirs: each names in its key, or in its facts, what it is about. */
export const isMessage = (merchant: string, sought: Sought) => {
  const theirs = sql`(
    ${plansOf(merchant, sought)}
    union select plan_id from plan_contact where ${isContact(merchant, sought)}
    union select id from support_case where ${isCase(merchant, sought)}
    union select id from waitlist_entry where ${isWaiting(merchant, sought)}
    union select id from subscription where ${isSubscription(merchant, sought)}
    union select id from voucher where ${isVoucher(merchant, sought)})`;
  return sql`
    merchant_id = ${merchant} and (split_part(dedupe_key, ':', 2) in ${theirs} or facts::json->>'id' in ${theirs})`;
};
