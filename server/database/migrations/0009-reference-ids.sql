-- Indicators and codes are registers too: a row of a register has an id of its own beside the code people know it by.

alter table indicator add column id uuid not null default hub_uuid7() unique;
alter table code add column id uuid not null default hub_uuid7() unique;
