import { expect, test } from "@jest/globals";
import { splitStatements } from "../../../server/database/migrate.js";

test("a migration file is split at its commands, not at semicolons inside quotes, functions or comments", () => {
  const file = `
    -- a comment; with a semicolon
    create table a (note text default 'x;y''z');
    create function f() returns int language sql as $$ select 1; $$;
    -- the end;
  `;
  const statements = splitStatements(file);
  expect(statements).toHaveLength(2);
  expect(statements[0]).toContain("'x;y''z'");
  expect(statements[1]).toContain("select 1;");
});
