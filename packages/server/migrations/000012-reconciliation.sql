-- What partners say that they settled, against what the books expect of them.

-- What the books expect of each partner: one row for each entry of the ledger that moves what it owes. Made from the
-- postings, in their own statement, so that it never differs from them; `amount - fee` is what moves.
create table partner_movement (
  merchant_id text not null,
  entry_seq bigint not null,
  partner text not null,
  reference text not null,
  -- Ours, of one refund; null where it has none.
  request text,
  kind text not null,
  amount bigint not null,
  fee bigint not null,
  currency text not null,
  booked_on date not null,
  -- Somebody decided that no file will ever tell it.
  given_up boolean not null default false,
  primary key (merchant_id, entry_seq)
);
create index partner_movement_by_reference on partner_movement (merchant_id, partner, reference);
create index partner_movement_by_day on partner_movement (merchant_id, partner, booked_on, entry_seq);

-- One file. The same bytes for the same partner are the same file, however often they come.
create table reconciliation (
  merchant_id text not null references merchant,
  id text not null,
  partner text not null,
  -- sha256 of the file.
  file_hash text not null check (length(file_hash) = 64),
  bytes bigint not null,
  state text not null check (state in ('importing', 'done')),
  -- Days whose movements the file should have; null until its rows are read, where nobody said.
  from_on date,
  until_on date,
  rows integer not null default 0,
  -- JSON; null before it is done.
  summary text,
  created_at timestamptz not null,
  created_by text not null,
  ended_at timestamptz,
  primary key (merchant_id, id),
  unique (merchant_id, partner, file_hash)
);

-- One row of a file, with the entry that it is matched or compared with.
create table settlement_row (
  merchant_id text not null,
  reconciliation_id text not null,
  -- 1, 2, 3 … within its file.
  n integer not null check (n > 0),
  reference text not null,
  request text,
  kind text not null,
  amount bigint not null,
  fee bigint not null,
  currency text not null,
  at timestamptz not null,
  entry_seq bigint,
  -- Null: matched, or not looked at yet.
  reason text,
  primary key (merchant_id, reconciliation_id, n)
);
-- A movement is told once, by whatever file.
create unique index settlement_row_by_entry on settlement_row (merchant_id, entry_seq) where entry_seq is not null;
create index settlement_row_open on settlement_row (merchant_id, reconciliation_id, reference, n)
  where entry_seq is null and reason is null and kind <> 'payout';

create table reconciliation_exception (
  merchant_id text not null,
  reconciliation_id text not null,
  id text not null,
  state text not null default 'open',
  reason text not null,
  -- The file's row; null where the file has none.
  n integer,
  -- The books' entry; null where they have none.
  entry_seq bigint,
  plan_id text,
  reference text not null,
  request text,
  kind text not null,
  there_amount bigint,
  there_fee bigint,
  there_currency text,
  there_at timestamptz,
  here_amount bigint,
  here_fee bigint,
  here_currency text,
  here_on date,
  -- Raised by every move.
  version integer not null default 0,
  -- Who decided what, and who agreed: JSON; null while nobody has.
  resolution text,
  -- The file that cleared it.
  cleared_by text,
  primary key (merchant_id, reconciliation_id, id),
  foreign key (merchant_id, reconciliation_id) references reconciliation,
  check (n is not null or entry_seq is not null)
);
create index reconciliation_exception_by_entry on reconciliation_exception (merchant_id, entry_seq)
  where reason = 'missing_there';

-- Settling with a partner is about no plan, and is an entry all the same.
alter table ledger_entry alter column plan_id drop not null, alter column plan_version drop not null,
  add check ((plan_id is null) = (plan_version is null));

-- The movements of entries that are new. What is settled with a partner is no movement that a file tells.
create function expect_movements() returns trigger language plpgsql as $$
begin
  insert into partner_movement (merchant_id, entry_seq, partner, reference, request, kind, amount, fee, currency, booked_on)
  select a.merchant_id, a.entry_seq, a.partner, e.plan_id, e.reference,
    case e.kind when 'activate' then 'capture' when 'refund' then 'refund' else 'dispute' end,
    a.net + a.fee, a.fee, a.currency, e.booked_on
  from (
    select merchant_id, entry_seq, currency, max(partner) as partner,
      coalesce(sum(amount) filter (where account in ('partner_receivable', 'partner_payable')), 0) as net,
      coalesce(sum(amount) filter (where account in ('merchant_subsidy', 'partner_fees')), 0) as fee
    from added group by merchant_id, entry_seq, currency
    having count(*) filter (where account in ('partner_receivable', 'partner_payable')) > 0
  ) a join ledger_entry e on e.merchant_id = a.merchant_id and e.seq = a.entry_seq
  where e.kind in ('activate', 'refund', 'open_dispute', 'close_dispute') and (a.net <> 0 or a.fee <> 0);
  return null;
end
$$;
create trigger posting_expects after insert on posting
  referencing new table as added for each statement execute function expect_movements();
