-- Tallies: what the ledgers count, kept by owner and day as they are written, so that a figure is a short sum.
-- The triggers that keep them are made from the definitions of the catalogue when the hub starts, not here.

create table tally (
  org_id uuid not null,
  -- The definition, by the digest of what it means in SQL: definitions that mean the same share their rows, and a
  -- definition that changes never reads what was kept for another.
  key bigint not null,
  -- 0 days, 1 months, 2 years: a year is one row, a month one row, and what is in force a short sum of all three.
  grain smallint not null check (grain between 0 and 2),
  -- The first day of the grain.
  day date not null,
  -- Of flows, what happened; of things in force, what began less what ended, so that a stock is the sum up to a day.
  value numeric not null,
  primary key (org_id, key, grain, day)
) with (fillfactor = 80);

-- Which definitions are kept, and the digest of the triggers that keep them.
create table tally_state (
  one boolean primary key default true check (one),
  digest text not null,
  keys bigint[] not null,
  counted_at timestamptz not null default clock_timestamp()
);

-- Takes the span [starts, ends) apart into the coarsest rows that make it up: whole years, whole months, single days.
create function tally_pieces(starts date, ends date) returns table (grain smallint, from_day date, to_day date) language sql stable as $$
  with years as (
    select case when starts = '-infinity' then starts
        else (date_trunc('year', starts::timestamp) + case when extract(doy from starts) = 1 then interval '0' else interval '1 year' end)::date end as y1,
      date_trunc('year', ends::timestamp)::date as y2),
  rest as (
    select a, b from years, lateral (values
      (starts, case when y1 < y2 then y1 else ends end),
      (case when y1 < y2 then y2 end, case when y1 < y2 then ends end)) r (a, b)
    where a < b),
  months as (
    select a, b, (date_trunc('month', a::timestamp) + case when extract(day from a) = 1 then interval '0' else interval '1 month' end)::date as m1,
      date_trunc('month', b::timestamp)::date as m2
    from rest)
  select 2::smallint, y1, y2 from years where y1 < y2
  union all select 1::smallint, m1, m2 from months where m1 < m2
  union all select 0::smallint, d.a, d.b from months, lateral (values
    (a, case when m1 < m2 then m1 else b end), (case when m1 < m2 then m2 end, b)) d (a, b) where d.a < d.b
$$;

-- Refuses to read what was kept under other definitions: a hub that is older or newer than the one that keeps the tallies.
create function tally_is(expected text) returns boolean language plpgsql stable as $$
begin
  if not exists (select from tally_state where digest = expected) then
    raise exception 'the tallies are kept by another version of the hub: restart this one' using errcode = 'object_not_in_prerequisite_state';
  end if;
  return true;
end $$;
