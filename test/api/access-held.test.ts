/** What accounts hold is kept a second time, resolved: it must be what their grants say, at once, whatever changed. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { CompiledQuery } from "kysely";
import { startHub, type TestHub } from "../support/hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ contents: "city", signedIn: false });
});
afterAll(() => hub.stop());

const SUBJECTS = ["people", "members", "teaching", "money", "figures", "*"];
const USES = ["all", "approved", "counts", "own", "writes", "approves", "unmasks"];

/** The rule in plain words of SQL: the organizations that the grants of an account open for a use of a subject. */
const GRANTED = `select distinct o.id from access_grant g join account a on a.id = g.account_id and a.status = 'active'
  join role_right r on r.role = g.role and ($2 = '*' or r.subject = $2) and (g.subjects is null or r.subject = any (g.subjects))
  join organization o on (g.org_id is null or o.id in (select t.org_id from organization_tree t where t.ancestor_id = g.org_id))
    and (g.region is null or o.region in (select hub_regions(g.region)))
  where g.account_id = $1 and g.revoked_at is null and case $3 when 'all' then r.reads = 'all' when 'approved' then r.reads in ('published', 'approved', 'all')
    when 'counts' then r.reads in ('counts', 'approved', 'all') when 'own' then r.reads = 'own' when 'writes' then r.writes and not a.read_only when 'approves' then r.approves and not a.read_only
    else g.unmasks and r.reads = 'all' end`;
const OPEN = `select (case when hub_may_all($1, $2) then array(select id from organization order by 1) else array(select distinct hub_may($1, $2) order by 1) end)::text[] as open,
  hub_may_all($1, $2) as everything, array(select distinct n from unnest(hub_near($1, $2)) n order by 1)::text[] as near`;

const account = async (name: string, more = ""): Promise<string> =>
  (await hub.sql<{ id: string }>(`insert into account (login, name ${more === "" ? "" : ", kind, owner_id, read_only"})
     values ($1, $1 ${more === "" ? "" : `, 'program', '${more}', true`}) returning id`, [name]))[0]!.id; // prettier-ignore
const grant = (to: string, role: string, organization = "null", region = "null", subjects = "null", unmasks = "false") =>
  hub.sql(`insert into access_grant (account_id, role, org_id, region, subjects, unmasks) values ($1, $2, ${organization}, ${region}, ${subjects}, ${unmasks})`, [to, role]); // prettier-ignore
const tops = async (): Promise<string[]> =>
  (
    await hub.sql<{ id: string }>(
      "select t.ancestor_id as id from organization_tree t join organization o on o.id = t.ancestor_id group by 1 having count(*) between 2 and 40 order by count(*) desc, 1",
    )
  ).map(({ id }) => id);
const within = (id: string | undefined): string => `'${id}'::uuid`;

/** How many organizations are open to the account by every use of every subject, each compared with the rule. */
async function compared(id: string, owner?: string): Promise<number> {
  let met = 0;
  for (const subject of SUBJECTS)
    for (const use of USES) {
      const rule = async (who: string): Promise<string[]> =>
        (await hub.sql<{ id: string }>(GRANTED, [who, subject, use])).map((row) => row.id).sort();
      const own = await rule(id);
      const theirs = owner === undefined ? own : await rule(owner);
      const expected = own.filter((organization) => theirs.includes(organization));
      const { open, near, everything } = await asked(id, subject, use);
      expect({ subject, use, open }).toEqual({ subject, use, open: expected });
      expect({ subject, use, near }).toEqual({ subject, use, near: everything || open.length > 100 ? [] : expected });
      met += open.length;
    }
  return met;
}

async function asked(id: string, subject: string, use: string) {
  return hub.database.db.transaction().execute(async (tx) => {
    await tx.executeQuery(CompiledQuery.raw("select set_config('hub.account', $1, true)", [id]));
    const { rows } = await tx.executeQuery<{ open: string[]; near: string[]; everything: boolean }>(
      CompiledQuery.raw(OPEN, [subject, use]),
    );
    return rows[0]!;
  });
}

describe("what an account holds", () => {
  test("is what its grants say: of a subtree, of two that overlap, of a region, of some subjects, of everything", async () => {
    const [wide, narrow] = await tops();
    const one = await account("甲一");
    await grant(one, "college_clerk", within(wide));
    expect(await compared(one)).toBeGreaterThan(10);
    await grant(one, "analyst", within(narrow), "null", "'{people,figures}'", "true");
    await grant(one, "analyst", within(wide), "null", "'{teaching}'");
    expect(await compared(one)).toBeGreaterThan(20);
    await grant(
      one,
      "county",
      "null",
      "(select region from organization where region is not null order by id limit 1)",
    );
    expect(await compared(one)).toBeGreaterThan(30);
    const own = await account("甲三");
    await grant(own, "trainee", within(wide));
    await grant(own, "public", within(narrow));
    expect(await compared(own)).toBeGreaterThan(3);
    const all = await account("甲二");
    await grant(all, "bureau");
    expect(await compared(all)).toBeGreaterThan(200);
  });

  test("ends with the grant, and with the account", async () => {
    const [wide] = await tops();
    const one = await account("乙一");
    await grant(one, "school_office", within(wide));
    await grant(one, "finance", within(wide), "null", "'{money}'");
    const both = await compared(one);
    await hub.sql("update access_grant set revoked_at = now() where account_id = $1 and role = 'school_office'", [one]);
    const left = await compared(one);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(both);
    await hub.sql("update account set status = 'closed' where id = $1", [one]);
    expect(await compared(one)).toBe(0);
    await hub.sql("update account set status = 'active' where id = $1", [one]);
    expect(await compared(one)).toBe(left);
    await hub.sql("delete from access_grant where account_id = $1", [one]);
    expect(await compared(one)).toBe(0);
  });

  test("of a program is never more than its owner still holds, and writes nothing where it only reads", async () => {
    const [wide, narrow] = await tops();
    const owner = await account("丙一");
    await grant(owner, "school_office", within(wide));
    const program = await account("丙二", owner);
    await grant(program, "school_office");
    expect(await compared(program, owner)).toBeGreaterThan(0);
    expect((await asked(program, "teaching", "writes")).open).toEqual([]);
    await hub.sql("update account set read_only = false where id = $1", [program]);
    expect((await asked(program, "teaching", "writes")).open.length).toBeGreaterThan(0);
    await hub.sql("update access_grant set org_id = $2 where account_id = $1", [owner, narrow]);
    expect(await compared(program, owner)).toBeGreaterThan(0);
    await hub.sql("update account set status = 'closed' where id = $1", [owner]);
    expect(await compared(program, owner)).toBe(0);
  });

  test("follows what the roles may, and no change leaves another's behind", async () => {
    const [wide] = await tops();
    const one = await account("丁一");
    await grant(one, "contact", within(wide));
    expect((await asked(one, "money", "all")).open).toEqual([]);
    await hub.sql("update role_right set reads = 'all' where role = 'contact' and subject = 'money'");
    expect((await asked(one, "money", "all")).open.length).toBeGreaterThan(0);
    await hub.sql("update role_right set reads = 'none' where role = 'contact' and subject = 'money'");
    expect((await asked(one, "money", "all")).open).toEqual([]);
    const [{ wrong, right }] = (await hub.sql(
      `select (select count(*) from ((table access_held except select * from access_holds(null)) union all (select * from access_holds(null) except table access_held)) d)::int as wrong,
         (select count(*) from access_held)::int as right`,
    )) as [{ wrong: number; right: number }];
    expect(wrong).toBe(0);
    expect(right).toBeGreaterThan(100);
  });

  test("is read by no request and changed by none", async () => {
    for (const statement of ["select count(*) from access_held", "delete from access_held", "select access_holds(null)", "select access_hold_all_again()"]) {
      const tried = hub.database.db.transaction().execute(async (tx) => {
        await tx.executeQuery(CompiledQuery.raw("select set_config('role', 'xunshu_hub', true)"));
        await tx.executeQuery(CompiledQuery.raw(statement));
      });
      await expect(tried).rejects.toThrow(/permission denied/u);
    } // prettier-ignore
    const { rows } = await hub.database.db.executeQuery<{ n: number }>(CompiledQuery.raw("select count(*)::int as n from access_held")); // prettier-ignore
    expect(rows[0]!.n).toBeGreaterThan(0);
  });

  test("is whole when two administrators give at the same moment", async () => {
    const [wide, narrow] = await tops();
    const one = await account("戊一");
    const give = (role: string, org: string | undefined) =>
      hub.database.db.transaction().execute(async (tx) => {
        await tx.executeQuery(CompiledQuery.raw("insert into access_grant (account_id, role, org_id) values ($1, $2, $3)", [one, role, org])); // prettier-ignore
        await tx.executeQuery(CompiledQuery.raw("select pg_sleep(0.2)"));
      });
    // On the embedded engine, which has one connection, one waits for the other.
    await Promise.all([give("college_clerk", narrow), give("finance", wide), give("analyst", wide)]);
    expect(await compared(one)).toBeGreaterThan(20);
  });
});
