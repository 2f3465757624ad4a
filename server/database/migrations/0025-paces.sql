-- When each account sent its last files: in the database, so that all hubs on it count the same. Times older than an hour
-- leave with the next file; more than an account may send in an hour are never kept.
create table upload_pace (
  account_id uuid primary key references account (id) on delete cascade,
  sent timestamptz[] not null
);
revoke all on upload_pace from public;
