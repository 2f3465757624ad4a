-- A reader of tallies asks for the definitions it reads, not for the triggers it would have made itself: hubs of two
-- versions may read side by side, and only what is no longer kept is refused instead of being read as nothing.

drop function tally_is(text);

create function tally_has(wanted bigint[]) returns boolean language plpgsql stable as $$
begin
  if not exists (select from tally_state where wanted <@ keys) then
    raise exception 'a definition asked for is no longer kept as a tally: restart this hub' using errcode = 'object_not_in_prerequisite_state';
  end if;
  return true;
end $$;
