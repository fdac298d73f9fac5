-- That a movement was told is a bit, a thousand of them a row; which one each row of a file told, its page keeps as a list.
-- A row and a key for each cost half of what a file of settlements took.

create table told_block (
  merchant_id text not null,
  -- Movements from 1024 * block on, by the number of their entry.
  block bigint not null,
  -- A movement is told once, by whatever file.
  told bit(1024) not null,
  -- Of these, those that were not before the statement that told some last: how it knows which of them are its own.
  fresh bit(1024) not null,
  primary key (merchant_id, block)
) with (fillfactor = 50);
insert into told_block (merchant_id, block, told, fresh)
select merchant_id, block, told, told from (
  select merchant_id, entry_seq >> 10 as block, bit_or(set_bit(0::bit(1024), (entry_seq & 1023)::integer, 1)) as told
  from told_movement group by 1, 2) as movements;

-- The movements that a page's rows told, in the order of the rows; those that are in settlement_row are left out.
alter table settlement_page add column entries bigint[] not null default '{}',
  -- The least and the greatest of them; null where there are none.
  add column lowest bigint,
  add column highest bigint;
-- Numbers hardly become less by compressing them, which takes longer than all else that is done for a page.
alter table settlement_page alter column entries set storage external;
with place as (
  select r.merchant_id, r.id, p.first as n, p.first, null::bigint as entry_seq
  from settlement_page p join reconciliation r on r.merchant_id = p.merchant_id and r.id = p.reconciliation_id
  union all
  select r.merchant_id, r.id, t.n, null, t.entry_seq from told_movement t join reconciliation r on r.number = t.file
  where not exists (select from settlement_row s
    where s.merchant_id = r.merchant_id and s.reconciliation_id = r.id and s.n = t.n)
), told as (
  select merchant_id, id, n, entry_seq,
    max(first) over (partition by merchant_id, id order by n, entry_seq nulls first) as first
  from place
)
update settlement_page p set entries = kept.entries, lowest = kept.lowest, highest = kept.highest from (
  select merchant_id, id, first, array_agg(entry_seq order by n) as entries, min(entry_seq) as lowest, max(entry_seq) as highest
  from told where entry_seq is not null group by merchant_id, id, first) as kept
where p.merchant_id = kept.merchant_id and p.reconciliation_id = kept.id and p.first = kept.first;
create unique index settlement_row_by_entry on settlement_row (merchant_id, entry_seq) where entry_seq is not null;

drop table told_movement;
alter table reconciliation drop column number;
