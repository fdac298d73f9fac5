/**
 * The floor of the daily close (D): one statement that lets the rows of a day fall due, as a set: the instalment is
 * marked, its cost is booked in a pair of entries, and an event tells of it. By hand on tables of its own, without plans,
 * states, what was missed, late charges, pages or a check of a balance. Changing it needs a decision page.
 */
import type { Connection } from "./movement.ts";

export const dueRunTables = (plans: number) => `
  create table floor_due (
    plan integer not null, n integer not null, due_on date not null, interest bigint not null, total bigint not null,
    fallen_due boolean not null default false, primary key (plan, n));
  create index floor_due_by_day on floor_due (due_on) where not fallen_due;
  create table floor_due_entry (
    seq bigint generated always as identity primary key, plan integer not null, account text not null, amount bigint not null);
  create table floor_due_event (
    seq bigint generated always as identity primary key, plan integer not null, type text not null, body text not null);
  insert into floor_due (plan, n, due_on, interest, total)
    select plan, n, date '2026-12-22' + 30 * (n - 1), 5999 - 100 * n, 53300
    from generate_series(1, ${plans}) as plan, generate_series(1, 12) as n;
  analyze floor_due`;

/** The k-th day on which every plan has a row, from 0. */
export const floorDay = (k: number): string => {
  const day = new Date(Date.UTC(2026, 11, 22) + k * 30 * 86_400_000);
  return day.toISOString().slice(0, 10);
};

export async function dueRun(connection: Connection, day: string): Promise<void> {
  await connection.query(
    `with due as (
      update floor_due set fallen_due = true where due_on <= $1::date and not fallen_due
      returning plan, n, interest, total, due_on
    ), entries as (
      insert into floor_due_entry (plan, account, amount)
      select plan, account, amount from due,
        lateral (values ('unearned_interest', interest), ('interest_income', -interest)) as pair(account, amount)
    )
    insert into floor_due_event (plan, type, body)
    select plan, 'plan.row_due', json_build_object('row', n, 'due_on', due_on, 'amount', total)::text from due`,
    [day],
  );
}
