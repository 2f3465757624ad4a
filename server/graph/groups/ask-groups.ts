/** Asks a grouped question: read against the register, one statement, then names of periods and what may be seen. */
import type { GraphQLResolveInfo } from "graphql";
import { sql } from "kysely";
import type { Context } from "../../context.js";
import { formatPeriod, periodOf } from "../../domain/period.js";
import { Refusal } from "../../errors.js";
import { Compilation } from "../compile.js";
import { encodeGlobalId } from "../global-id.js";
import { tallyOf } from "../limits-by-role.js";
import { needPurpose, shownTo } from "../personal.js";
import { ask } from "../read.js";
import { personalOf } from "./personal-groups.js";
import type { Register, RegisterBook } from "../register.js";
import { selectedFields, type SelectedField } from "../selection.js";
import { personPath } from "./derive-dimensions.js";
import { indexesOf, type Mask } from "./group-facts.js";
import type { Group, Groups } from "./group-objects.js";
import {
  groupsStatement,
  MOST_HIDDEN_FROM,
  type GroupRow,
  type GroupsRow,
  type NamedThing,
  type Wanted,
} from "./group-statement.js";
import { arranged, hideSmallGroups, type ShownGroup } from "./hide-small-groups.js";
import { readQuestion, type GroupArgs, type Question } from "./question.js";

/** Where no parameter says otherwise, a group of fewer than ten persons is small. */
export const SMALL_GROUP = 10;

export async function askGroups(
  book: RegisterBook,
  register: Register,
  args: GroupArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Groups> {
  const c = new Compilation(book, info, shownTo(context), tallyOf(context));
  c.counts = true;
  const question = readQuestion(book, register, args);
  refuseUnsaidPurpose(c, register, question);
  const mayNotSee = !(await seesPersons(context));
  const hides = (mayNotSee || asksForSmall(question)) && personPath(book, register) !== undefined;
  const wanted = wantedOf(c, info, context, hides);
  c.expect(question.limit * (1 + question.totals.length));
  const statement = groupsStatement(c, register, question, wanted);
  const answer = await ask<GroupsRow>(context, c, statement.sql);
  refuseUnknown(statement.names, answer.known);
  return hides
    ? hiddenAnswer(question, answer, statement.full, smallest(mayNotSee, question, answer.small))
    : plainAnswer(question, answer, statement.full);
}

/** A group of one tells the masked value of the one: dividing by a personal field needs a purpose as reading it does. */
function refuseUnsaidPurpose(c: Compilation, register: Register, question: Question): void {
  for (const { to, name } of personalOf(c, register, question)) needPurpose(c.personal, to, name);
}

/** Whether the viewer may see every person that is counted: then small groups tell nothing new. */
async function seesPersons(context: Context): Promise<boolean> {
  const { rows } = await sql<{ sees: boolean }>`select hub_sees_persons() as sees`.execute(await context.tx());
  return rows[0]?.sees === true;
}

/** Whoever asks for a publication is answered as if they might not see persons. */
function asksForSmall({ suppressBelow }: Question): boolean {
  return suppressBelow !== undefined && suppressBelow > 1;
}

function smallest(mayNotSee: boolean, { suppressBelow = 0 }: Question, parameter: number | null): number {
  return mayNotSee ? Math.max(suppressBelow, parameter ?? SMALL_GROUP) : suppressBelow;
}

function wantedOf(c: Compilation, info: GraphQLResolveInfo, context: Context, everything: boolean): Wanted {
  const fields = selectedFields(info, info.fieldNodes, c.typeNamed("Groups"));
  const has = (name: string): boolean => fields.some((field) => field.name === name);
  const ofGroups = fields.filter(({ name }) => name === "groups" || name === "totals");
  const asksPersons = ({ nodes }: SelectedField): boolean =>
    selectedFields(info, nodes, c.typeNamed("Group")).some(({ name }) => name === "persons");
  return {
    groups: has("groups"),
    persons: everything || ofGroups.some(asksPersons),
    totals: has("totals"),
    count: has("groupCount"),
    everything,
    today: context.today,
  };
}

function refuseUnknown(names: readonly NamedThing[], known: readonly boolean[]): void {
  names.forEach(({ kind, code, list }, index) => {
    if (known[index] !== false) return;
    const shown = code.slice(0, 40);
    if (kind === "organization") throw new Refusal("UNKNOWN_ORGANIZATION", { organization: shown });
    if (kind === "indicator") throw new Refusal("UNKNOWN_INDICATOR", { indicator: shown });
    throw new Refusal("UNKNOWN_CODE", { field: "kind", list: list ?? "", code: shown });
  });
}

function plainAnswer(question: Question, { levels, count }: GroupsRow, full: Mask): Groups {
  const read = groupReader(question);
  const shown = (mask: Mask): Group[] =>
    (levels[String(mask)] ?? []).map((group) => read(mask, { ...group, hidden: false }));
  return {
    groups: shown(full),
    totals: question.totals.flatMap((level) => shown((1 << level) - 1)),
    groupCount: count ?? 0,
    suppressedBelow: null,
  };
}

function hiddenAnswer(question: Question, { levels, before }: GroupsRow, full: Mask, k: number): Groups {
  if ((levels[String(full)] ?? []).length > MOST_HIDDEN_FROM)
    throw new Refusal("TOO_MANY_GROUPS", { max: MOST_HIDDEN_FROM });
  const read = groupReader(question);
  const shown = hideSmallGroups(question, levels, before, k);
  const groups = arranged(question, shown.get(full) ?? []);
  const page = groups.slice(question.offset, question.offset + question.limit);
  return {
    groups: page.map((group) => read(full, group)),
    totals: question.totals.flatMap((level) => {
      const mask = (1 << level) - 1;
      return (shown.get(mask) ?? []).map((group) => read(mask, group));
    }),
    groupCount: groups.length,
    suppressedBelow: k,
  };
}

function groupReader(question: Question): (mask: Mask, group: Omit<GroupRow, "n"> & ShownGroup) => Group {
  const places = new Map(question.measures.map(({ name }, index) => [name, index]));
  const kinds = question.dimensions.map(({ spec }) => spec.division.by);
  return (mask, { k, l, n, p, v, hidden }) => {
    const indexes = indexesOf(mask);
    const kindAt = (place: number): string | undefined => kinds[indexes[place] ?? -1];
    return {
      key: k.map((key, place) => (key !== null && kindAt(place) === "row" ? globalIdOf(key) : key)),
      labels: l.map((label, place) => (kindAt(place) === "period" ? periodName(k[place] ?? null) : label)),
      rows: n,
      persons: p,
      values: v,
      suppressed: hidden,
      places,
    };
  };
}

function globalIdOf(text: string): string {
  const [register = "", orgId = "", id = ""] = text.split("/");
  return encodeGlobalId(register, orgId, id);
}

function periodName(code: string | null): string | null {
  const period = code === null ? undefined : periodOf(code);
  return period ? formatPeriod(period) : code;
}
