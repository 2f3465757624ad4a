/** Puts a complaint of the database's own checks into a fault of the row, on the fields it is about. Pure. */
import { columnOf, type Register } from "../../graph/register.js";
import type { Complaint } from "./row.checks.js";
import type { RowFault } from "./row.findings.js";

type AnyComplaint = Complaint | { readonly kind: "users"; readonly index: number; readonly tables: readonly string[] };

interface Named {
  readonly field: string;
  readonly label: string;
  readonly labelEn: string;
}

/** The field or relation that fills a column; columns of the hub's own have none. */
function nameOf(register: Register, column: string): Named | undefined {
  const field = Object.entries(register.fields).find(([name, spec]) => columnOf(name, spec) === column);
  const one = Object.entries(register.one ?? {}).find(([, { on }]) => on.at(-1)?.[0] === column);
  const [name, { description }] = field ?? one ?? [undefined, { description: "" }];
  if (name === undefined || column === "org_id") return undefined;
  const [label = name, labelEn = name] = description.split(" / ");
  return { field: name, label: label.replace(/（.*$/u, ""), labelEn };
}

function namesOf(register: Register, columns: readonly string[]): { field?: string; label: string; labelEn: string } {
  const names = columns.flatMap((column) => nameOf(register, column) ?? []);
  const field = names.at(-1)?.field;
  return {
    ...(field === undefined ? {} : { field }),
    label: names.map(({ label }) => label).join("、"),
    labelEn: names.map(({ labelEn }) => labelEn).join(", "),
  };
}

export function judgeComplaint(register: Register, complaint: AnyComplaint): RowFault {
  switch (complaint.kind) {
    case "check": {
      const { field, label, labelEn } = namesOf(register, complaint.check.columns);
      return fault("NOT_TOGETHER", field, { label, labelEn, ...ruleWords(complaint.check.expression) });
    }
    case "unique": {
      const { field, label, labelEn } = namesOf(register, complaint.columns);
      return fault("ALREADY_THERE", field, { label, labelEn });
    }
    case "twin": {
      const { field } = namesOf(register, complaint.columns);
      return fault("DUPLICATE_IN_BATCH", field, { other: complaint.other + 1 });
    }
    case "overlap": {
      const mentioned = Object.entries(register.fields).filter(([name, spec]) =>
        complaint.exclusion.parts.some(({ expression }) =>
          new RegExp(`\\b${columnOf(name, spec)}\\b`, "u").test(expression),
        ),
      );
      const columns = mentioned.map(([name, spec]) => columnOf(name, spec));
      const { field, label, labelEn } = namesOf(register, columns);
      return fault("OVERLAP", field, { label, labelEn });
    }
    case "reference": {
      const { field, label, labelEn } = namesOf(register, complaint.columns);
      return fault("UNKNOWN_ROW", field, { label, labelEn, typed: "…" });
    }
    case "users": {
      const tables = [...new Set(complaint.tables)];
      return fault("IN_USE", "id", { users: tables.map((t) => TABLES[t] ?? t).join("、"), usersEn: tables.join(", ") });
    }
  }
}

function fault(code: RowFault["code"], field: string | undefined, args: Record<string, string | number>): RowFault {
  return field === undefined ? { code, args } : { code, field, args };
}

/** What a check of the database asks, in words, where it is one of the common kinds. */
function ruleWords(expression: string): { rule: string; ruleEn: string } {
  if (/num_nonnulls/u.test(expression))
    return { rule: "其中只能填一个，不能都空。", ruleEn: "Fill in exactly one of them." };
  if (
    /ends_(on|at) >=? starts_(on|at)|valid_to >=? valid_from|decided_on >= submitted_on|closed_on >= opened_on/u.test(
      expression,
    )
  )
    return { rule: "结束不能早于开始。", ruleEn: "The end cannot come before the start." };
  if (/>= \(?0|> 0/u.test(expression)) return { rule: "不能是负数。", ruleEn: "It cannot be negative." };
  if (/= ANY|~ /u.test(expression))
    return { rule: "不是可用的值，核对后改正。", ruleEn: "It is not one of the values allowed." };
  return { rule: "核对这几项后改正。", ruleEn: "Check them and correct one." };
}

/** Whose rows may still refer to a row. */
const TABLES: Readonly<Record<string, string>> = {
  activity: "活动", affiliation: "关系", application: "申报", asset: "基地与资源", attendance: "考勤", course: "课程", credential: "证书",
  document: "文件", enrolment: "参加记录", figure: "数据", finding: "预警", fund_entry: "资金收支", import: "导入", organization: "单位",
  person: "人员", submission: "报送", target: "目标", task: "任务", organization_name: "曾用名",
}; // prettier-ignore
