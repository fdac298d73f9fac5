-- Money moved by hand: what one person proposes and another decides.
create table plan_proposal (
  merchant_id text not null,
  id text not null,
  plan_id text not null,
  -- The command as core takes it; JSON.
  command text not null,
  state text not null check (state in ('proposed', 'approved', 'done', 'refused', 'rejected')),
  -- Who proposed it, and when.
  by text not null,
  at timestamptz not null,
  -- Who decided, when, and what they say.
  decided_by text,
  decided_at timestamptz,
  note text,
  -- Why the plan refused what was approved.
  refusal text,
  primary key (merchant_id, id),
  foreign key (merchant_id, plan_id) references plan,
  check ((decided_by is null) = (state = 'proposed')),
  -- Two people, whatever the server believes.
  check (state = 'rejected' or decided_by is null or decided_by <> by)
);
create index plan_proposal_by_state on plan_proposal (merchant_id, state, id);
