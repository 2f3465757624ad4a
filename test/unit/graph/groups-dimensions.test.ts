/** A register that nobody wrote dimensions for has them all the same, from its fields and relations. */
import { expect, test } from "@jest/globals";
import { dimensionsOf, measuredOf, personPath } from "../../../server/graph/groups/derive-dimensions.js";
import {
  boolean,
  code,
  date,
  decimal,
  defineRegister,
  optional,
  organizationBy,
  owner,
  RegisterBook,
  sibling,
  stamps,
  text,
  texts,
} from "../../../server/graph/register.js";

const visits = defineRegister({
  name: "Visit",
  subject: "people",
  query: "visits",
  table: "visit",
  key: "owned",
  description: "访问 / Visits",
  fields: {
    kind: code("visit_kind", "类别 / Kind"),
    groups: texts("人群 / Groups"),
    welcome: boolean("是否受欢迎 / Whether welcome"),
    madeOn: optional(date("日期 / Made on")),
    cost: decimal("费用 / Cost"),
    note: text("备注 / Note"),
    ...stamps,
  },
  one: {
    organization: owner(),
    host: organizationBy("host_org_id", "接待单位 / The host"),
    guest: sibling("Person", "person_id", "来宾 / The guest", false),
    tour: sibling("Tour", "tour_id", "行程 / The tour", false),
    before: sibling("Visit", "before_id", "上一次 / The visit before"),
  },
});
const tours = defineRegister({
  name: "Tour",
  subject: "people",
  table: "tour",
  key: "owned",
  description: "行程 / Tours",
  fields: { title: text("名称 / Title"), region: optional(code("region", "地区 / Region")) },
  one: { organization: owner(), plan: sibling("Plan", "plan_id", "计划 / The plan") },
});
const plans = defineRegister({
  name: "Plan",
  subject: "people",
  table: "plan",
  key: "owned",
  description: "计划 / Plans",
  fields: { name: text("名称 / Name"), purpose: text("目的 / Purpose"), level: code("level", "级别 / Level") },
  one: { organization: owner() },
});
const people = defineRegister({
  name: "Person",
  subject: "people",
  table: "person",
  key: "owned",
  description: "人员 / Persons",
  fields: { name: text("姓名 / Name"), born: date("出生 / Born"), sex: code("sex", "性别 / Sex") },
  one: { organization: owner() },
});
const organizations = defineRegister({
  name: "Organization",
  subject: "people",
  table: "organization",
  key: "own",
  description: "单位 / Organizations",
  fields: { name: text("名称 / Name"), kind: code("org_kind", "类别 / Kind"), region: code("region", "地区 / Region") },
  one: { parent: organizationBy("parent_id", "上级 / The one above") },
});
const book = new RegisterBook([visits, tours, plans, people, organizations]);

// A visit has no name, so nothing is divided by the visit before.
test("its own fields, its owner, and the rows it points to, by their codes and days", () => {
  const names = Object.keys(dimensionsOf(book, visits)).filter((name) => !/^(CREATED|UPDATED)/.test(name));
  expect(names.sort()).toEqual(
    [
      ...["KIND", "GROUPS", "WELCOME", "MADE_ON", "NOTE", "PERIOD", "REGION"],
      ...["ORGANIZATION", "ORGANIZATION_KIND", "ORGANIZATION_REGION", "HOST", "HOST_KIND", "HOST_REGION"],
      ...["GUEST_SEX", "TOUR", "TOUR_REGION", "TOUR_PLAN", "TOUR_PLAN_LEVEL"],
    ].sort(),
  );
});

test("a description says whose field it is, in both languages", () => {
  expect(dimensionsOf(book, visits)["TOUR_PLAN_LEVEL"]?.description).toBe(
    "行程·计划·级别 / Level (the tour, the plan)",
  );
});

test("what is written by hand takes the place of what is derived", () => {
  const division = { by: "text", of: { path: [], column: "kind" } } as const;
  const renamed = defineRegister({
    ...visits,
    name: "Call",
    subject: "people",
    dimensions: { KIND: { division, description: "类 / K" } },
  });
  expect(dimensionsOf(new RegisterBook([renamed, ...book.all]), renamed)["KIND"]?.description).toBe("类 / K");
});

test("numbers are measured, codes and relations counted, a name neither", () => {
  const measured = measuredOf(book, visits);
  expect(measured["COST"]?.is).toBe("number");
  expect([measured["KIND"]?.is, measured["TOUR_PLAN"]?.is]).toEqual(["value", "row"]);
  expect(Object.keys(measuredOf(book, people)).sort()).toEqual(["ORGANIZATION", "SEX"]);
});

test("the person of a row is found straight, or through the row it belongs to", () => {
  expect(personPath(book, visits)).toEqual(["guest"]);
  expect(personPath(book, people)).toEqual([]);
  expect(personPath(book, plans)).toBeUndefined();
});
