-- A row of a partner's file that is exactly a movement needs no copy of itself: that the movement was told, by which row of
-- which file, is all there is to keep. Only rows that are not are kept as they came.

-- Files by a number of their own, which is all that a told movement keeps of its file.
alter table reconciliation add column number bigint generated always as identity;

create table told_movement (
  entry_seq bigint not null,
  -- reconciliation.number
  file bigint not null,
  -- The row of its file.
  n integer not null,
  merchant_id text not null,
  -- A movement is told once, by whatever file.
  primary key (merchant_id, entry_seq)
);
-- Files come one after the other, and so do their rows: an index of ranges finds them, and costs nothing to keep.
create index told_movement_by_file on told_movement using brin (file, n);

-- Rows of a file that are in the store, as a stretch of them was taken: an import that broke off goes on after it.
create table settlement_page (
  merchant_id text not null,
  reconciliation_id text not null,
  -- Its first row, and how many there are.
  first integer not null check (first > 0),
  rows integer not null check (rows > 0),
  -- JSON: what was matched at once, added up by currency and kind.
  matched text not null,
  primary key (merchant_id, reconciliation_id, first)
);

-- A file whose import has not ended begins again.
delete from reconciliation_exception x using reconciliation r
where r.merchant_id = x.merchant_id and r.id = x.reconciliation_id and r.state = 'importing';
delete from settlement_row s using reconciliation r
where r.merchant_id = s.merchant_id and r.id = s.reconciliation_id and r.state = 'importing';
insert into told_movement (entry_seq, file, n, merchant_id)
select s.entry_seq, r.number, s.n, s.merchant_id from settlement_row s
join reconciliation r on r.merchant_id = s.merchant_id and r.id = s.reconciliation_id
where s.entry_seq is not null;
drop index settlement_row_by_entry;

-- A movement is looked for by its reference for every row of a file: what tells most comes first, and as bytes.
drop index partner_movement_by_reference;
create index partner_movement_by_reference on partner_movement (reference collate "C", merchant_id, partner);
