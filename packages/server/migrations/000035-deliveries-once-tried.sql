-- An event becomes a delivery once it was tried, or has to wait: one row, written once, where there were three versions of
-- it. What an endpoint was told of beyond its place, should its worker die before it has moved it, are the deliveries after
-- this one.
alter table webhook_endpoint add column delivery_seq bigint not null default 0;
update webhook_endpoint e set delivery_seq = coalesce(
  (select max(seq) from webhook_delivery d where d.endpoint_id = e.id and d.merchant_id = e.merchant_id), 0);
