-- Numbers of events and of ledger entries are given before the commit, so that a lower one may appear after a higher one. Readers
-- who go on from the last number they saw stop before what may still be committed behind them: a row that was written before
-- any transaction began that is running now has none before it to come. That a transaction has a lower id than those that are
-- running says nothing of the numbers: it may have been given one after a younger transaction was, and be done before it.

-- When the row's number had been given; of older rows when their statement began.
alter table plan_event alter column written_at set default clock_timestamp();

-- Null: before this was kept.
alter table ledger_entry add column written_at timestamptz;
alter table ledger_entry alter column written_at set default clock_timestamp();
