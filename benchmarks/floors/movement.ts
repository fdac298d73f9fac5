/**
 * The floor of a movement of money (R4): the least that keeps one safely. A key that makes it happen once, an instalment
 * that it pays, a balanced pair of entries, and an event: BEGIN, four statements, COMMIT, or all in one statement. By hand
 * on tables of its own, without plan, rules, audit, stored answer or check of a balance. Changing it needs a decision page.
 */
export const MOVEMENT_TABLES = `
  create table floor_key (key text primary key, body text not null);
  create table floor_instalment (
    plan integer not null, n integer not null, paid bigint not null, primary key (plan, n));
  create table floor_entry (
    seq bigint generated always as identity primary key, plan integer not null, account text not null, amount bigint not null);
  create table floor_event (
    seq bigint generated always as identity primary key, plan integer not null, type text not null, body text not null);
  insert into floor_instalment select plan, n, 0 from generate_series(1, 5000) as plan, generate_series(1, 12) as n`;

/** Anything that runs a statement: a connection of `pg`, or PGlite. */
export interface Connection {
  query(text: string, values?: unknown[]): Promise<unknown>;
}

const KEY = "insert into floor_key (key, body) values ($1, $2)";
const PAY = "update floor_instalment set paid = paid + $3 where plan = $1 and n = $2";
const ENTRIES = `insert into floor_entry (plan, account, amount)
  values ($1, 'cash_in_transit', $2), ($1, 'shopper_receivable', -$2::bigint)`;
const EVENT = "insert into floor_event (plan, type, body) values ($1, 'plan.repaid', $2)";

/** The k-th movement, of so many minor units, on one of five thousand plans. */
const planOf = (k: number): number => 1 + (k % 5_000);
const rowOf = (k: number): number => 1 + (k % 12);
const AMOUNT = 44_658;
const BODY = JSON.stringify({ amount: AMOUNT, at_checkout: false });

/** BEGIN + 4 statements + COMMIT. */
export async function moveInSteps(connection: Connection, k: number): Promise<void> {
  const plan = planOf(k);
  await connection.query("begin");
  await connection.query(KEY, [`key_${k}`, BODY]);
  await connection.query(PAY, [plan, rowOf(k), AMOUNT]);
  await connection.query(ENTRIES, [plan, AMOUNT]);
  await connection.query(EVENT, [plan, BODY]);
  await connection.query("commit");
}

const AT_ONCE = `
  with key as (insert into floor_key (key, body) values ($1, $2)),
    pay as (update floor_instalment set paid = paid + $5 where plan = $3 and n = $4),
    entries as (insert into floor_entry (plan, account, amount)
      values ($3, 'cash_in_transit', $5), ($3, 'shopper_receivable', -$5::bigint))
  insert into floor_event (plan, type, body) values ($3, 'plan.repaid', $2)`;

/** The same in one statement. */
export async function moveAtOnce(connection: Connection, k: number): Promise<void> {
  await connection.query(AT_ONCE, [`key_${k}`, BODY, planOf(k), rowOf(k), AMOUNT]);
}
