/** Says how an indicator is counted, in both languages, from the very definition that is compiled: the two cannot differ. */
import type { Condition, Definition, ListCondition, Meaning, Measure } from "./indicator.definitions.js";
import { faultWords } from "./indicator.faults.js";
import { FIELDS, PARAMETERS, type Field, type Source } from "./indicator.fields.js";
import type { Expression } from "./indicator.language.js";
import { valueWord } from "./indicator.value-words.js";
import type { NamedCondition, Timing } from "./indicator.words.js";

export interface Wording {
  readonly zh: string;
  readonly en: string;
}

const word = (zh: string, en: string): Wording => ({ zh, en });

const SOURCE_WORDS: Readonly<Record<Source, Wording>> = {
  enrolment: word("参与记录", "enrolments"),
  activity: word("活动", "activities"),
  credential: word("证书与荣誉", "credentials"),
  affiliation: word("任职与会员关系", "affiliations"),
  fundEntry: word("资金流水", "fund entries"),
  organization: word("机构", "organizations"),
  course: word("课程", "courses"),
  attendance: word("考勤", "attendance"),
  application: word("申报", "applications"),
  asset: word("基地与资源", "bases and resources"),
  submission: word("报送", "reports"),
  finding: word("预警与问题", "findings"),
  task: word("任务", "tasks"),
  document: word("文件", "documents"),
  figure: word("报表应填数据", "cells of reports due"),
  target: word("目标", "targets"),
  person: word("人员", "persons"),
  code: word("代码表", "code lists"),
  parameter: word("参数", "parameters"),
};

/** How a row's day is told, per source. */
const DAY_WORDS: Readonly<Partial<Record<Source, Wording>>> = {
  enrolment: word("结业日期（没有的取班级结束日期）", "the day of completion (else the day the class ends)"),
  activity: word("结束日期（没有的取开始日期）", "the day it ends (else the day it starts)"),
  credential: word("颁发日期", "the day of issue"),
  fundEntry: word("发生日期", "the day it occurred"),
  attendance: word("上课日期", "the day of the session"),
  application: word("提交日期", "the day it was submitted"),
  submission: word("所报期间的最后一天", "the last day of the period it reports"),
  figure: word("所报期间的最后一天", "the last day of the period it reports"),
  finding: word("发现日期", "the day it was found"),
  task: word("期限（没有的取开始日期）", "the day it is due (else the day it began)"),
  document: word("印发日期", "the day it was issued"),
  target: word("目标期间的最后一天", "the last day of its period"),
};

/** What being in force is called. */
const STANDING_WORDS: Readonly<Partial<Record<Source, Wording>>> = {
  task: word("未完成", "not done"),
  finding: word("未办结", "still open"),
  enrolment: word("在读", "attending"),
};

/** The day something came to its end. */
const END_WORDS: Readonly<Partial<Record<Source, Wording>>> = {
  task: word("完成日期", "the day it was done"),
  finding: word("办结日期", "the day it was closed"),
};

function timingWords(source: Source, timing: Timing): Wording {
  const day = DAY_WORDS[source] ?? word("发生日期", "its day");
  const end = END_WORDS[source];
  const standing = STANDING_WORDS[source] ?? word("有效", "in force");
  const timings: Readonly<Record<Timing, Wording>> = {
    happened: word(`按${day.zh}归入期间`, `a row belongs to the period of ${day.en}`),
    inForce: word(
      `取期末（期间未结束时取今天）${standing.zh}的`,
      `those ${standing.en} on the period's last day (today while it runs)`,
    ),
    began: word("按开始日期归入期间", "a row belongs to the period it began in"),
    ended: word(
      `按${end?.zh ?? "终止日期"}归入期间`,
      end === undefined ? "a row belongs to the period it ended in" : `a row belongs to the period of ${end.en}`,
    ),
    revoked: word("按撤销日期归入期间", "a row belongs to the period it was revoked in"),
    decided: word(
      "按决定日期（没有的取提交日期）归入期间",
      "a row belongs to the period of the decision (else of submission)",
    ),
    rolling: word(
      "取期末（期间未结束时取今天）往前一年内有过的",
      "those in force at any time in the year up to the period's last day (today while it runs)",
    ),
    whenever: word("不看记录自身的日期", "whatever the row's own days"),
  };
  return timings[timing];
}

const NAMED_CONDITION_WORDS: Readonly<Record<NamedCondition, Wording>> = {
  present: word("到课", "present"),
  attended: word("有到场考勤或已结业", "with a session attended, or completed"),
  notHeld: word("活动尚未举办", "whose activity has not been held"),
  hasDoneClass: word("期间内办完过班", "with a class done in the period"),
  sanctioned: word("已作处理", "with a sanction"),
  required: word("必填", "required"),
  approved: word("已审定", "approved"),
  inRegion: word("在本机构所在地区", "in the organization's own region"),
};

const SIGNS: Readonly<Record<string, Wording>> = {
  "=": word("等于", "is"),
  "<": word("早于", "is before"),
  "<=": word("不晚于", "is not after"),
  ">": word("晚于", "is after"),
  ">=": word("不早于", "is not before"),
};

function conditionWords(condition: Condition): Wording {
  switch (condition.kind) {
    case "named":
      return NAMED_CONDITION_WORDS[condition.name];
    case "has": {
      const value = valueWord(condition.value);
      return condition.inPeriod
        ? word(`期间内在本机构取得${value.zh}`, `given ${value.en} by the organization in the period`)
        : word(`期末持有${value.zh}（不论哪里颁发）`, `holding ${value.en} on the period's last day, wherever issued`);
    }
    case "date": {
      const [label, sign] = [
        FIELDS[condition.field],
        SIGNS[condition.operator] ?? word(condition.operator, condition.operator),
      ];
      const other =
        condition.other === "today"
          ? word("期末（期间未结束时取今天）", "the period's last day (today while it runs)")
          : typeof condition.other === "string"
            ? FIELDS[condition.other]
            : word(condition.other.day, condition.other.day);
      return word(`${label.zh}${sign.zh}${other.zh}`, `${label.en} ${sign.en} ${other.en}`);
    }
    default: {
      const label = FIELDS[condition.field];
      const least = leastOf(condition);
      if (least !== undefined) {
        const value = valueWord(least, condition.field);
        return condition.field.endsWith(".level")
          ? word(`${label.zh}为${value.zh}及以上`, `${label.en} is ${value.en} or above`)
          : word(`${label.zh}为${value.zh}及以后`, `${label.en} is ${value.en} or later`);
      }
      const shown = condition.values.map((value) => valueWord(value, condition.field));
      const [zh, en] = [shown.map((value) => value.zh).join("或"), shown.map((value) => value.en).join(" or ")];
      return condition.operator === "!=" || condition.operator === "not in"
        ? word(`${label.zh}不是${zh}`, `${label.en} is not ${en}`)
        : word(`${label.zh}为${zh}`, `${label.en} is ${en}`);
    }
  }
}

/** The first code of an ordered field, where the condition takes it and everything after it: `status>=submitted`. */
function leastOf({ field, operator, values }: ListCondition): string | undefined {
  const { order } = FIELDS[field];
  const [first] = values;
  if (order === undefined || first === undefined || operator !== "in" || values.length < 2) return undefined;
  const least = Math.min(...values.map((value) => order[value] ?? -1));
  const above = Object.keys(order).filter((code) => (order[code] ?? -1) >= least);
  return above.length === values.length && above.every((code) => values.includes(code)) ? first : undefined;
}

/** What is never counted, whatever the definition. */
const LEFT_OUT: Readonly<Partial<Record<Source, Wording>>> = {
  activity: word("取消的不计", "cancelled ones are left out"),
  credential: word("冲销的不计", "reversed ones are left out"),
  fundEntry: word("作废的不计，只计人民币，冲销相抵", "void entries are left out, yuan only, reversals cancel out"),
  submission: word("更正不另计", "corrections are not counted again"),
  figure: word("更正不另计", "corrections are not counted again"),
  task: word("取消的不计", "cancelled ones are left out"),
};

/** The measure over its rows: 数“参与记录”（…）的条数. */
function measureWords(source: Source, measure: Measure, where: readonly Condition[]): Wording {
  const rows = SOURCE_WORDS[source];
  const conditions = where.map(conditionWords);
  const zhWhere = conditions.length > 0 ? `（${conditions.map((c) => c.zh).join("，")}）` : "";
  const enWhere = conditions.length > 0 ? ` where ${conditions.map((c) => c.en).join(" and ")}` : "";
  const [zhRows, enRows] = [`“${rows.zh}”${zhWhere}`, `${rows.en}${enWhere}`];
  if (measure.kind === "rows") return word(`数${zhRows}的条数`, `Counts ${enRows}`);
  if (measure.kind === "extreme") {
    const by = measure.by.map((field) => FIELDS[field]);
    const inner = measureWords(source, measure.inner, where);
    const [most, mostEn] = measure.pick === "min" ? ["小", "least"] : ["大", "greatest"];
    const [silent, silentEn] = amongWords(measure.among);
    return word(
      `按${by.map((field) => field.zh).join("、")}分组，${inner.zh}，取各组里最${most}的（${silent}）`,
      `The ${mostEn} over each ${by.map((field) => field.en).join(" and ")} of: ${inner.en.charAt(0).toLowerCase()}${inner.en.slice(1)} (${silentEn})`,
    );
  }
  if (measure.kind === "attainment") {
    return word(
      "取本机构本期间每个有数值的目标的完成程度（实际÷目标，最多为 1；上限类目标未超为 1），求平均；没有数的目标不参与",
      "Averages how far each of the organization's own targets of the very period is reached (figure over target, at most 1; a ceiling that is kept is 1); targets without a figure do not take part",
    );
  }
  const field = FIELDS[measure.field];
  switch (measure.kind) {
    case "distinct":
      return word(
        `数${zhRows}里不重复的${field.zh}${isPerson(measure.field) ? "（同一证件只计一次）" : ""}`,
        `Counts each ${field.en} once${isPerson(measure.field) ? ", by identity number" : ""}, over ${enRows}`,
      );
    case "sum":
      return word(`把${zhRows}的${field.zh}相加`, `Adds up ${field.en} over ${enRows}`);
    case "avg":
      return word(`取${zhRows}的${field.zh}的平均`, `Averages ${field.en} over ${enRows}`);
    case "min":
      return word(`取${zhRows}里最小的${field.zh}`, `Takes the least ${field.en} of ${enRows}`);
    case "max":
      return word(`取${zhRows}里最大的${field.zh}`, `Takes the greatest ${field.en} of ${enRows}`);
    case "last":
      return word(`取${zhRows}里最近一条的${field.zh}`, `Takes the ${field.en} of the latest of ${enRows}`);
  }
}

/** What becomes of groups in which nothing was counted. */
function amongWords(among: Definition | undefined): readonly [zh: string, en: string] {
  if (among === undefined) return ["没有记录的不参与", "those without rows do not take part"];
  const rows = measureWords(among.source, { kind: "rows" }, among.where);
  const time = among.timing === "inForce" ? ["、期末有效的", " in force on the period's last day"] : ["", ""];
  return [
    `组取自${rows.zh.slice(1, -3)}${time[0]}，没有记录的算 0`,
    `groups are those of ${rows.en.slice("Counts ".length)}${time[1]}, at 0 without rows`,
  ];
}

/** What a measure is called inside a formula. */
export function partWords({ source, measure, where }: Definition): Wording {
  const [name] = source === "parameter" && where[0]?.kind === undefined ? (where[0]?.values ?? []) : [];
  const known = name === undefined ? undefined : PARAMETERS[name];
  return known === undefined
    ? measureWords(source, measure, where)
    : word(`参数“${known.zh}”`, `parameter “${known.en}”`);
}

function definitionWords(definition: Definition): Wording {
  const { source, measure, where, timing } = definition;
  if (source === "parameter") {
    const name = partWords(definition);
    return word(
      `取${name.zh}；按机构所在地区（没有的取上级地区）和期末日期取值。`,
      `Takes the ${name.en}, for the organization's region (else the region above) on the period's last day.`,
    );
  }
  const counted = measureWords(source, measure, where);
  if (source === "code" || measure.kind === "attainment") return word(`${counted.zh}。`, `${counted.en}.`);
  const time = timingWords(source, timing);
  const out = LEFT_OUT[source];
  return word(
    `${counted.zh}；${time.zh}；含全部下级机构${out ? `；${out.zh}` : ""}。`,
    `${counted.en}; ${time.en}; the organization with all its parts${out ? `; ${out.en}` : ""}.`,
  );
}

const isPerson = (field: Field): boolean => field.endsWith(".person");

/** Measures and parameters inside a formula have names that say it all. */
const isPart = (code: string): boolean => /[#(]/u.test(code);

/** `{TR01}/{ST01}` with each indicator's name: 培训人次（TR01）÷ 在校生数（ST01）. */
function formulaWords(expression: Expression, nameOf: (code: string) => Wording | undefined): Wording {
  const show = (part: Expression, inner: boolean): Wording => {
    if (part.kind === "number") return word(part.value, part.value);
    if (part.kind === "indicator") {
      const name = nameOf(part.code);
      if (name === undefined) return word(part.code, part.code);
      if (isPart(part.code)) return word(`[${name.zh}]`, `[${name.en}]`);
      const [zhAll, enAll] = part.all ? ["，不分组", ", not broken down"] : ["", ""];
      return word(`${name.zh}（${part.code}${zhAll}）`, `${name.en} (${part.code}${enAll})`);
    }
    const { operator } = part;
    const [left, right] = [show(part.left, true), show(part.right, true)];
    if (operator === "min" || operator === "max") {
      const [zh, en] = operator === "min" ? ["较小", "the lesser"] : ["较大", "the greater"];
      const chosen = word(`${left.zh}与${right.zh}中${zh}的`, `${en} of ${left.en} and ${right.en}`);
      return inner ? word(`（${chosen.zh}）`, `(${chosen.en})`) : chosen;
    }
    const sign = { "+": "+", "-": "−", "*": "×", "/": "÷" }[operator];
    const [open, close] = inner ? ["(", ")"] : ["", ""];
    return word(`${open}${left.zh} ${sign} ${right.zh}${close}`, `${open}${left.en} ${sign} ${right.en}${close}`);
  };
  const shown = show(expression, false);
  const divides = expression.kind === "operation" && expression.operator === "/";
  return word(
    `${shown.zh}。${divides ? "分子、分母各自汇总后再相除，不平均下级的比率；分母为 0 时没有值。" : "各项各自汇总后再计算。"}`,
    `${shown.en}. ${divides ? "Numerator and denominator are each totalled, then divided; rates of parts are never averaged. No value when the denominator is 0." : "Each part is totalled first."}`,
  );
}

export function explain(meaning: Meaning, nameOf: (code: string) => Wording | undefined): Wording {
  switch (meaning.kind) {
    case "counted":
      return definitionWords(meaning.definition);
    case "formula":
      return formulaWords(meaning.expression, nameOf);
    case "reported":
      return word(
        "由单位填报，不从台账统计；单位自己没有填报时，可相加的数由下级汇总。",
        "Reported by the organization itself, not counted from ledgers; where it has not reported, its parts are added up if they may be.",
      );
    case "notYet": {
      const { zh, en } = faultWords(meaning.fault);
      return word(`定义还不能统计，可以填报。${zh}`, `The definition cannot be counted; it can be reported. ${en}`);
    }
  }
}
