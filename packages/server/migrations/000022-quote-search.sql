-- Which ways a recorded quote said were missing, so that they can be searched for.
alter table quote_record add column missing_offers text[] not null default '{}';

-- Which catalogue was in force at an instant.
create index catalogue_version_by_time on catalogue_version (merchant_id, created_at);

-- The cases about a quote.
create index support_case_by_quote on support_case (merchant_id, quote_code);
