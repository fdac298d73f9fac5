-- An entry is looked for by its number wherever a posting is written. An index that begins like the primary key, with the
-- plan in between, answers that too, by reading all of itself; as long as the table is new, the planner holds them for equal.
drop index ledger_entry_by_plan;
create index ledger_entry_by_plan on ledger_entry (plan_id, seq);
