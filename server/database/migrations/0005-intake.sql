-- Imports that go on after a stop: what was asked for, how far they came, and when somebody last worked on them.

alter table import
  -- Rows by outcome, so that a look at a million rows counts none.
  add column counts jsonb,
  -- The target the sender named, where one was named.
  add column wanted text,
  -- When a page was last finished: an import nobody works on is taken up again by the next hub that starts.
  add column worked_at timestamptz,
  -- A commit under way: its request, and the table and row its pages have come to.
  add column commit_hash bytea,
  add column commit_rank int not null default 0,
  add column commit_row int not null default 0,
  drop constraint import_status_check;
alter table import add constraint import_status_check
  check (status in ('staging', 'mapped', 'checked', 'committing', 'committed', 'discarded', 'refused'));
create index import_under_way on import (status, created_at) where status in ('staging', 'committing');

-- Whoever looks asks for the refused rows or those with findings: few of many. The index over all outcomes cost every row.
drop index import_row_outcome;
create index import_row_refused on import_row (org_id, import_id, table_no, row_no) where outcome = 'refused';
create index import_row_found on import_row (org_id, import_id, table_no, row_no) where findings <> '[]';
