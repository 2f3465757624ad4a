/**
 * Grants cut to a region and to subject areas, what is masked, and what the domain's table of roles says in words: the
 * machinery of the matrix once more, with shorter lists.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { roleRights } from "../../server/features/access/load-roles.js";
import { registerBook } from "../../server/registers.js";
import type { Granted } from "../support/hub.js";
import { foreignIn, LEDGERS, MARKS, REGION, startMatrixHub, type MatrixHub, type Side } from "./access-matrix-hub.js";

type Headers = Record<string, string>;
let hub: MatrixHub;
beforeAll(async () => {
  hub = await startMatrixHub();
});
afterAll(() => hub?.stop());

async function ask<Data>(document: string, headers: Headers): Promise<{ data: Data; text: string; code: unknown }> {
  const { data, errors } = await hub.graphql<Data>(document, {}, headers);
  return { data, text: JSON.stringify({ data, errors }), code: errors?.[0]?.extensions["code"] };
}

interface Pages {
  readonly [register: string]: { readonly totalCount: number; readonly nodes: readonly { readonly id: string }[] };
}
const PAGES = `{ ${LEDGERS.map(({ name, query = "" }) => `${name}: ${query}(first: 50) { totalCount nodes { id } }`).join(" ")} }`;

/** Of each register, of which sides' rows a viewer sees all, and what is counted by organization. */
async function seenBy(headers: Headers): Promise<Record<string, string>> {
  const { data, code } = await ask<Pages>(PAGES, headers);
  expect(code).toBeUndefined();
  return Object.fromEntries(
    LEDGERS.map(({ name, table }) => {
      const ids = data[name]!.nodes.map(({ id }) => id);
      const of = (side: Side): readonly string[] =>
        hub.rows[side][table]!.map((_, which) => hub.globalId(registerBook.get(name), side, which));
      const sides = (["own", "foreign"] as const).filter((side) => of(side).every((id) => ids.includes(id)));
      const rest = ids.filter((id) => !sides.some((side) => of(side).includes(id)));
      return [name, [...sides, ...(rest.length > 0 ? [`${rest.length} more`] : [])].join(" ") || "nothing"];
    }),
  );
}
async function countedBy(headers: Headers): Promise<string[]> {
  const { data } = await ask<Record<string, { groups: { key: string[] }[] }>>(
    "{ courseGroups(groupBy: [{ dimension: ORGANIZATION }]) { groups { key } } }",
    headers,
  );
  return data["courseGroups"]!.groups.flatMap(({ key }) => key).sort();
}
const each = (said: (subject: string, name: string) => string): Record<string, string> =>
  Object.fromEntries(LEDGERS.map(({ name, subject }) => [name, said(subject, name)]));
const reads = (role: string, subject: string): boolean =>
  roleRights().some((right) => right.role === role && right.subject === subject && right.reads === "all");
/** Of the other's book a member sees its own membership. */
const alone = (side: Side, name: string): string => (name === "Affiliation" ? `${side} 1 more` : side);

describe("A grant", () => {
  test.each<[string, Granted, Side]>([
    ["for one region", { role: "bureau", region: REGION.own }, "own"],
    ["for the other region", { role: "bureau", region: REGION.foreign }, "foreign"],
    ["for an organization and a region", { role: "bureau", organization: "B", region: REGION.own }, "own"],
  ])("%s opens just the rows of its organizations", async (_, granted, side) => {
    const headers = await hub.signIn(granted);
    expect(await seenBy(headers)).toEqual(each((_subject, name) => alone(side, name)));
    expect(await countedBy(headers)).toEqual([side === "own" ? "S-1" : "X-1"]);
  });

  test("for a region above both opens both, and one for an organization outside its region nothing", async () => {
    const above = await hub.signIn({ role: "bureau", region: "110100" });
    expect(await seenBy(above)).toEqual(each(() => "own foreign"));
    expect(await countedBy(above)).toEqual(["S-1", "X-1"]);
    const outside = await hub.signIn({ role: "bureau", organization: "S", region: REGION.foreign });
    expect(await seenBy(outside)).toEqual(each(() => "nothing"));
    expect(await countedBy(outside)).toEqual([]);
  });

  test.each([["people"], ["money"], ["people", "teaching"], ["figures", "documents"], ["oversight"]])(
    "for the subjects %s %s opens just their registers",
    async (...subjects) => {
      const areas = subjects.filter((subject) => subject !== undefined);
      const headers = await hub.signIn({ role: "school_office", organization: "S", subjects: areas });
      expect(await seenBy(headers)).toEqual(
        each((subject, name) =>
          areas.includes(subject) ? (subject === "members" ? alone("own", name) : "own") : "nothing",
        ),
      );
      expect(await countedBy(headers)).toEqual(areas.includes("teaching") ? ["S-1"] : []);
    },
  );

  test("for a region and subjects opens what is in both, and two grants open what either does", async () => {
    const both = await hub.signIn({ role: "bureau", region: REGION.own, subjects: ["money"] });
    expect(await seenBy(both)).toEqual(each((subject) => (subject === "money" ? "own" : "nothing")));
    const two = await hub.signIn(
      { role: "bureau", region: REGION.own, subjects: ["money"] },
      { role: "school_office", organization: "X", subjects: ["teaching"] },
    );
    expect(await seenBy(two)).toEqual(
      each((subject) => (subject === "money" ? "own" : subject === "teaching" ? "foreign" : "nothing")),
    );
  });

  test("that was taken back opens nothing any more", async () => {
    const headers = await hub.signIn({ role: "bureau", organization: "S", name: "曾经主管" });
    expect((await seenBy(headers))["Course"]).toBe("own");
    await hub.sql(
      "update access_grant set revoked_at = now() where account_id = (select id from account where name = '曾经主管')",
    );
    expect(await seenBy(headers)).toEqual(each(() => "nothing"));
  });
});

describe("A trainee's grant", () => {
  /** How many rows of each register are seen, those of none left out. */
  const sees = async (headers: Headers): Promise<Record<string, number>> => {
    const { data, code } = await ask<Pages>(PAGES, headers);
    expect(code).toBeUndefined();
    return Object.fromEntries(
      LEDGERS.flatMap(({ name }) => (data[name]!.totalCount > 0 ? [[name, data[name]!.totalCount] as const] : [])),
    );
  };
  const tie = (name: string, side: Side | undefined): Promise<unknown> =>
    hub.sql("update account set (person_org_id, person_id) = (select org_id, id from person where id = $2) where name = $1", [
      name,
      side === undefined ? null : hub.rows[side]["person"]![0],
    ]); // prettier-ignore
  const RECORD = { Person: 1, Course: 1, Activity: 1, Enrolment: 1, Attendance: 2, Credential: 1 };
  const twice = Object.fromEntries(Object.entries(RECORD).map(([name, n]) => [name, 2 * n]));

  test("opens the record of the person the account is tied to, wherever the grant reaches and the number is the same", async () => {
    const everywhere = await hub.signIn({ role: "trainee", name: "学员甲" });
    expect(await sees(everywhere)).toEqual({});
    await tie("学员甲", "own");
    expect(await sees(everywhere)).toEqual(twice);
    const here = await hub.signIn({ role: "trainee", organization: "S", name: "学员乙" });
    await tie("学员乙", "own");
    expect(await sees(here)).toEqual(RECORD);
    // Tied to a row elsewhere, it is the same human here, and still nobody there.
    await tie("学员乙", "foreign");
    expect(await sees(here)).toEqual(RECORD);
    expect(foreignIn((await ask(PAGES, here)).text)).toEqual([]);
    const region = await hub.signIn({ role: "trainee", region: REGION.own, subjects: ["awards"], name: "学员丙" });
    await tie("学员丙", "own");
    expect(await sees(region)).toEqual({ Credential: 1 });
    const program = await hub.graphql<{ makeToken: { secret: string } }>('mutation { makeToken(name: "我的") { secret } }', {}, here); // prettier-ignore
    await hub.sql("update account set explores = true where kind = 'program'");
    expect(await sees({ authorization: `Bearer ${program.data.makeToken.secret}` })).toEqual(RECORD);
  });

  test("ends with the tie, with the grant, and when the number on the roster is changed", async () => {
    const headers = await hub.signIn({ role: "trainee", name: "学员丁" });
    await tie("学员丁", "foreign");
    expect(await sees(headers)).toEqual(twice);
    await tie("学员丁", undefined);
    expect(await sees(headers)).toEqual({});
    await tie("学员丁", "foreign");
    const [was] = await hub.sql<{ hash: Buffer }>("select id_hash as hash from person where id = $1", [
      hub.rows.foreign["person"]![0],
    ]);
    const change = (hash: Buffer): Promise<unknown> =>
      hub.sql("update person set id_hash = $2 where id = $1", [hub.rows.foreign["person"]![0], hash]);
    await change(Buffer.from("别人的"));
    await change(was!.hash);
    expect(await sees(headers)).toEqual({});
    await tie("学员丁", "own");
    await hub.sql("update access_grant set revoked_at = now() where account_id = (select id from account where name = '学员丁')"); // prettier-ignore
    expect(await sees(headers)).toEqual({});
  });

  test("shows oneself as one is, of whoever else is on the rosters nothing, and needs neither a purpose nor the log", async () => {
    const WHOLE = "name idLast4 birthYm homeRegion homeRegionLabel phoneLast4 verifiedBy organization { code }";
    const logged = async (): Promise<number> =>
      (await hub.sql<{ n: number }>("select count(*)::int as n from access_event where kind = 'personal_read'"))[0]!.n;
    const headers = await hub.signIn({ role: "trainee", name: "学员戊" });
    await tie("学员戊", "own");
    const before = await logged();
    const own = {
      ...{
        name: `${MARKS.own.text}name0`,
        idLast4: MARKS.own.digits,
        phoneLast4: MARKS.own.digits,
        birthYm: "1990-05",
      },
      ...{ homeRegion: "110101", homeRegionLabel: expect.stringMatching(/./u), organization: { code: "S-1" } },
      // Who verified it is somebody else.
      verifiedBy: "自**",
    };
    // Past the executor, by it, over a relation, and as a sheet.
    const pages = [
      `{ persons(first: 5) { nodes { ${WHOLE} } } }`,
      `{ hub { name } persons(first: 5) { nodes { ${WHOLE} } } }`,
    ];
    for (const document of pages) {
      const { data } = await ask<{ persons: { nodes: unknown[] } }>(document, headers);
      expect(data.persons.nodes).toHaveLength(2);
      expect(data.persons.nodes).toContainEqual(own);
    }
    const { data } = await ask<{ enrolments: { nodes: unknown[] } }>(`{ enrolments(first: 5) { nodes { person { ${WHOLE} } } } }`, headers); // prettier-ignore
    expect(data.enrolments.nodes).toContainEqual({ person: own });
    const sheet = await ask<unknown>('{ registerSheet(register: "Enrolment", columns: ["person.name"], first: 5) { values } }', headers); // prettier-ignore
    expect(sheet.text).toContain(own.name);
    expect(await logged()).toBe(before);
    // Nobody's name is tried out by it, one's own included; and where one is staff, others stay masked.
    expect((await ask(`{ persons(filter: { name: { eq: "${own.name}" } }) { totalCount } }`, headers)).code).toBe("PERSONAL_PURPOSE"); // prettier-ignore
    const both = await hub.signIn(
      { role: "trainee" },
      { role: "college_clerk", organization: "S", name: "学员兼干事" },
    );
    await tie("学员兼干事", "own");
    const all = await ask<{ persons: { nodes: { name: string }[] } }>(pages[0]!, both);
    expect(all.data.persons.nodes.map(({ name }) => name).sort()).toEqual(["别家账name0", own.name, "自**"].sort());
    await hub.sql("update account set person_id = null, person_org_id = null where name = '学员戊'");
    expect((await ask(pages[0]!, headers)).text).not.toContain(own.name);
    // A program never tells a name, its owner's neither.
    await tie("学员戊", "own");
    const program = await hub.graphql<{ makeToken: { secret: string } }>('mutation { makeToken(name: "我的") { secret } }', {}, headers); // prettier-ignore
    await hub.sql("update account set explores = true where kind = 'program'");
    const told = await ask<{ persons: { nodes: { name: string }[] } }>(pages[0]!, { authorization: `Bearer ${program.data.makeToken.secret}` }); // prettier-ignore
    expect(told.data.persons.nodes.map(({ name }) => name)).toContain("自**");
    expect(told.text).not.toContain(own.name);
  });
});

describe("Who entered a figure", () => {
  const ROWS = "{ figureRows(first: 9) { nodes { value status createdBy updatedBy reason computedValue } } }";
  const figures = async (headers: Headers): Promise<readonly Record<string, unknown>[]> =>
    (await ask<{ figureRows: { nodes: Record<string, unknown>[] } }>(ROWS, headers)).data.figureRows.nodes;
  const staff = `${MARKS.own.text}created_by0`;

  test("is known to the staff, and to the public only that there is a figure: not who, not why, not what is counted, not from where", async () => {
    const clerk = await hub.signIn({ role: "college_clerk", organization: "S" });
    const told = (await figures(clerk)).find(({ status }) => status === "approved")!;
    expect(told).toMatchObject({ createdBy: staff, updatedBy: "核对", reason: `${MARKS.own.text}reason0` }); // prettier-ignore
    expect(told["computedValue"]).not.toBeNull();
    const stranger = await hub.signIn({ role: "public", organization: "S" });
    expect(await figures(stranger)).toEqual([
      { ...told, createdBy: "（不公开）", updatedBy: "（不公开）", reason: null, computedValue: null },
    ]);
    // Neither by a sheet, the executor, a filter, an order and its cursors, nor by the history of what everybody reads.
    const ways = [
      '{ registerSheet(register: "FigureRow", columns: ["value", "createdBy", "reason"], first: 5) { values } }',
      `{ hub { name } ${ROWS.slice(1)}`,
      "{ figureRows(orderBy: [{ field: CREATED_BY }]) { edges { cursor node { createdBy } } } }",
      `{ figureRows(filter: { createdBy: { startsWith: "${MARKS.own.text}" } }) { totalCount } }`,
      `{ figureRows(filter: { computedValue: { gte: "0" } }) { totalCount } }`,
      '{ organizations(filter: { code: { eq: "S-1" } }) { nodes { createdBy updatedBy figures { nodes { createdBy reason } } } } }',
    ];
    for (const way of ways) {
      const { text, code } = await ask(way, stranger);
      expect([way, code]).toEqual([way, undefined]);
      const held = [...text.matchAll(/"cursor":"([^"]+)"/gu)].map(([, cursor]) => Buffer.from(cursor!, "base64url").toString()); // prettier-ignore
      expect([way, /_by0|reason0|system|核对|"totalCount":[1-9]/u.test(text + held.join(""))]).toEqual([way, false]);
      expect([way, (await ask(way, clerk)).text]).toEqual([way, expect.stringMatching(/_by0|reason0|"totalCount":[1-9]/u)]); // prettier-ignore
    }
    const history = '{ rowHistory(id: "ID") { by file batchId } }'.replace(
      "ID",
      (await ask<{ organizations: { nodes: { id: string }[] } }>('{ organizations(filter: { code: { eq: "S-1" } }) { nodes { id } } }', clerk)).data.organizations.nodes[0]!.id, // prettier-ignore
    );
    expect((await ask(history, stranger)).data).toEqual({
      rowHistory: [{ by: "（不公开）", file: null, batchId: null }],
    });
    expect((await ask(history, clerk)).text).not.toContain("不公开");
  });

  test("is known at home to whoever is staff there, and of the rest as to the public", async () => {
    const both = await hub.signIn({ role: "public" }, { role: "college_clerk", organization: "S" });
    const seen = (await figures(both)).filter(({ status }) => status === "approved").map(({ createdBy }) => createdBy);
    expect(seen.sort()).toEqual([staff, "（不公开）"].sort());
    const ordered = await ask<{ figureRows: { nodes: unknown[] } }>("{ figureRows(orderBy: [{ field: CREATED_BY }]) { nodes { createdBy } } }", both); // prettier-ignore
    expect(ordered.text).not.toContain("别家账");
    expect(ordered.text).toContain(staff);
  });
});

// ── Masks ───────────────────────────────────────────────────────────────────────────────────────────────────────

describe("Personal fields", () => {
  const PERSON =
    "{ persons(first: 1) { nodes { id name idLast4 birthYm homeRegion homeRegionLabel phoneLast4 verifiedBy } } }";
  const purpose = { "x-hub-purpose": encodeURIComponent("核对名册") };
  const masked = {
    name: "自**",
    idLast4: null,
    birthYm: "1990",
    homeRegion: null,
    homeRegionLabel: null,
    phoneLast4: null,
    verifiedBy: "自**",
  };
  const person = async (headers: Headers): Promise<unknown> => {
    const { data } = await ask<{ persons: { nodes: { id: string }[] } }>(PERSON, headers);
    return { ...data.persons.nodes[0], id: undefined };
  };

  test.each(
    roleRights()
      .filter(({ subject, reads: how }) => subject === "people" && how === "all")
      .map(({ role }) => role),
  )(
    "are masked for a %s, whatever purpose is said, and whole where the grant unmasks and a purpose is said",
    async (role) => {
      const usual = await hub.signIn({ role, organization: "S" });
      expect(await person(usual)).toEqual(masked);
      expect(await person({ ...usual, ...purpose })).toEqual(masked);
      const unmasking = await hub.signIn({ role, organization: "S", unmasks: true });
      expect(await person(unmasking)).toEqual(masked);
      const [before] = await hub.sql<{ n: string }>(
        "select count(*) as n from access_event where kind = 'personal_read'",
      );
      expect(await person({ ...unmasking, ...purpose })).toMatchObject({
        name: `${MARKS.own.text}name0`,
        idLast4: MARKS.own.digits,
      });
      const [after] = await hub.sql<{ n: string }>(
        "select count(*) as n from access_event where kind = 'personal_read'",
      );
      expect(Number(after!.n)).toBe(Number(before!.n) + 1);
    },
  );

  test("are not found out by asking for them: filters, orders and groups need a purpose, and then find unmasked rows alone", async () => {
    const usual = await hub.signIn({ role: "school_office", organization: "S" });
    const name = "自家账name0";
    const ways = [
      `{ persons(filter: { name: { eq: "${name}" } }) { totalCount } }`,
      `{ persons(filter: { idLast4: { eq: "${MARKS.own.digits}" } }) { totalCount } }`,
      `{ enrolments(filter: { person: { name: { eq: "${name}" } } }) { totalCount } }`,
      "{ persons(orderBy: [{ field: NAME }]) { nodes { id } } }",
      "{ personGroups(groupBy: [{ dimension: HOME_REGION }]) { groups { key } } }",
    ];
    for (const document of ways)
      expect([document, (await ask(document, usual)).code]).toEqual([document, "PERSONAL_PURPOSE"]);
    for (const document of ways) {
      const { text } = await ask(document, { ...usual, ...purpose });
      expect([document, /"totalCount":0|"nodes":\[\]|"groups":\[\]|PERSONAL/u.test(text), foreignIn(text)]).toEqual([
        document,
        true,
        [],
      ]);
    }
    const unmasking = {
      ...(await hub.signIn({ role: "school_office", organization: "S", unmasks: true })),
      ...purpose,
    };
    expect((await ask<{ persons: unknown }>(ways[0]!, unmasking)).data).toEqual({ persons: { totalCount: 1 } });
    const foreign = `{ persons(filter: { name: { eq: "别家账name0" } }) { totalCount } }`;
    expect((await ask<{ persons: unknown }>(foreign, unmasking)).data).toEqual({ persons: { totalCount: 0 } });
  });
});

// ── The table of roles, in words ────────────────────────────────────────────────────────────────────────────────

const right = (role: string, subject: string): string => {
  const found = roleRights().find((each) => each.role === role && each.subject === subject);
  return found === undefined
    ? "no line"
    : [found.reads, ...(found.writes ? ["writes"] : []), ...(found.approves ? ["approves"] : [])].join(" ");
};
const EVERY = [
  "people",
  "members",
  "teaching",
  "awards",
  "money",
  "figures",
  "targets",
  "oversight",
  "documents",
  "reference",
] as const;

describe("The table of roles", () => {
  test.each<[string, string, Partial<Record<(typeof EVERY)[number], string>>]>([
    [
      "the secretary of an association reads no rosters, writes members, activities and awards, approves its own submissions",
      "secretary",
      {
        people: "counts",
        members: "all writes",
        teaching: "all writes",
        awards: "all writes",
        figures: "all writes approves",
      },
    ],
    [
      "the contact of a member sends its own submissions and knows no persons and no money",
      "contact",
      { people: "none", money: "none", members: "all", figures: "all writes approves" },
    ],
    [
      "a school's office writes figures and targets, and approves its colleges' submissions",
      "school_office",
      { figures: "all writes approves", targets: "all writes", people: "all writes" },
    ],
    [
      "a college's clerk writes rosters, activities and income, and approves nothing",
      "college_clerk",
      { people: "all writes", teaching: "all writes", money: "all writes", figures: "all writes", targets: "all" },
    ],
    [
      "an enterprise writes its employees, funds and certificates, and approves its own submissions",
      "enterprise_hr",
      { people: "all writes", money: "all writes", awards: "all writes", figures: "all writes approves" },
    ],
    [
      "a training provider writes classes, attendance and claims, and approves nothing",
      "provider",
      {
        people: "all writes",
        teaching: "all writes",
        awards: "all writes",
        money: "all writes",
        figures: "all writes",
      },
    ],
    [
      "a bureau reads all, writes targets and findings, approves submissions and claims, and edits no figure",
      "bureau",
      {
        people: "all",
        teaching: "all",
        awards: "all approves",
        money: "all approves",
        figures: "all approves",
        targets: "all writes",
        oversight: "all writes approves",
      },
    ],
    [
      "a county writes dispatch figures and approves what is below it",
      "county",
      { people: "counts", figures: "all writes approves", targets: "all" },
    ],
    [
      "a finance officer writes funds and approves payments, and reads no rosters",
      "finance",
      { people: "counts", money: "all writes approves", members: "none" },
    ],
    [
      "an expert has only what is assigned",
      "expert",
      Object.fromEntries(EVERY.map((subject) => [subject, subject === "reference" ? "all" : "none"])),
    ],
    [
      "an analyst reads approved figures and aggregates, and no rows",
      "analyst",
      {
        people: "counts",
        members: "counts",
        teaching: "counts",
        awards: "counts",
        money: "counts",
        figures: "approved",
        documents: "none",
      },
    ],
    [
      "a leader reads figures and targets, aggregates of all else, and writes nothing",
      "leader",
      { people: "counts", money: "counts", figures: "all", targets: "all", documents: "none" },
    ],
    [
      "an administrator keeps codes, forms and rules, and neither reads nor changes a figure",
      "administrator",
      Object.fromEntries(EVERY.map((subject) => [subject, subject === "reference" ? "all writes" : "none"])),
    ],
    [
      "a trainee reads their own record, and nothing that is anybody else's",
      "trainee",
      Object.fromEntries(
        EVERY.map((subject) => [
          subject,
          subject === "reference" ? "all" : ["people", "teaching", "awards"].includes(subject) ? "own" : "none",
        ]),
      ),
    ],
    [
      "the public reads published figures, and neither rows nor counts",
      "public",
      Object.fromEntries(
        EVERY.map((subject) => [
          subject,
          subject === "reference" ? "all" : subject === "figures" ? "published" : "none",
        ]),
      ),
    ],
  ])("has it that %s", (_, role, said) => {
    expect(Object.fromEntries(Object.keys(said).map((subject) => [subject, right(role, subject)]))).toEqual(said);
    expect(EVERY.filter((subject) => right(role, subject) === "no line")).toEqual([]);
  });

  test("lets nobody write who may only read, and those who approve a payment are not alone in entering it", () => {
    for (const role of ["analyst", "leader", "expert", "trainee", "public"])
      expect(EVERY.filter((subject) => /writes|approves/u.test(right(role, subject)))).toEqual([]);
    expect(reads("bureau", "figures") && !right("bureau", "figures").includes("writes")).toBe(true);
  });
});
