-- Sign-ins under way: what a hub keeps under a state until somebody comes back with it. In the database, so that whoever
-- began at one hub may end at another, or after a restart. Of the state only a digest, and what is kept is sealed with
-- the state itself: whoever reads this table can neither go on with a sign-in nor fetch its token.
create table waiting_sign_in (
  digest bytea primary key check (octet_length(digest) = 32),
  sealed bytea not null,
  -- Somebody signed in under it; nobody does so twice.
  handed boolean not null default false,
  until timestamptz not null
);
create index waiting_sign_in_until on waiting_sign_in (until);
revoke all on waiting_sign_in from public;
