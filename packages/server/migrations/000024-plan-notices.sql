-- Whom to tell of a plan, how far that is done, and up to which day people were reminded.

-- Sealed under the master key. Erased when asked, and some time after the plan has ended.
create table plan_contact (
  merchant_id text not null,
  plan_id text not null,
  channel text not null check (channel in ('email', 'sms', 'wechat', 'inbox', 'webhook')),
  recipient text not null,
  locale text not null check (locale in ('zh-CN', 'en')),
  -- What the store calls the order to its shopper; null: its number.
  title text,
  -- Events of the plan up to here happened before it was known, and are not told.
  after_event integer not null,
  primary key (merchant_id, plan_id),
  foreign key (merchant_id, plan_id) references plan
);

-- Events of a merchant's plans up to here have been looked through. Made with the merchant's first contact: before that there
-- is nobody to tell.
create table plan_notice_place (
  merchant_id text not null references merchant,
  seq bigint not null,
  primary key (merchant_id)
);

-- Reminders of a merchant's plans on one clock (empty: the world's) have gone out up to this day.
create table plan_reminded (
  merchant_id text not null references merchant,
  clock text not null,
  through date not null,
  primary key (merchant_id, clock)
);
