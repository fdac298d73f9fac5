-- Who was erased makes no plan from a quote that was given before: asked again in the transaction that would keep it, since an
-- erasure may have come between. One shopper's plans are made beside each other, but for those that are counted one after
-- another (`alone`), and never beside their erasure. True; raises FQ003 where the erasure came first.
create function none_erased(the_merchant text, the_shoppers json) returns boolean language plpgsql as $$
declare
  shopper record;
begin
  for shopper in
    select * from json_to_recordset(the_shoppers) as x(ref text, marks json, quoted_at timestamptz, alone boolean) order by ref
  loop
    if shopper.alone then
      perform pg_advisory_xact_lock(hashtextextended(the_merchant || ' ' || shopper.ref, 0));
    else
      perform pg_advisory_xact_lock_shared(hashtextextended(the_merchant || ' ' || shopper.ref, 0));
    end if;
    perform from erased_shopper
    where merchant_id = the_merchant and at >= shopper.quoted_at
      and shopper_mark in (select json_array_elements_text(shopper.marks));
    if found then
      raise exception 'the shopper was erased meanwhile' using errcode = 'FQ003';
    end if;
  end loop;
  return true;
end
$$;
