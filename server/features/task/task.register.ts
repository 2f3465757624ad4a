/** Tasks: what somebody must do until when. The owner leads, and only the owner; others help. */
import { byMonth, byYear, onDay } from "../../graph/dimensions.js";
import {
  code,
  date,
  defineRegister,
  int,
  optional,
  owner,
  parts,
  sibling,
  stamps,
  text,
  texts,
} from "../../graph/register.js";

export const tasks = defineRegister({
  name: "Task",
  subject: "oversight",
  query: "tasks",
  table: "task",
  key: "owned",
  description: "任务：督查清单、整改、里程碑、佐证材料等 / Tasks: checklists, rectification, milestones, evidence",
  fields: {
    kind: code("task_kind", "类别 / Kind"),
    origin: code("task_origin", "来源 / Origin"),
    list: optional(code("task_list", "清单 / The list it is on")),
    plan: optional(code("task_plan", "计划 / The plan it belongs to")),
    title: text("任务 / Title"),
    coOrganizations: texts("配合单位 / Organizations that help"),
    startedOn: optional(date("开始日期 / Started on")),
    dueOn: optional(date("期限 / Due on")),
    doneOn: optional(date("完成日期 / Done on")),
    progress: int("进度，0 至 100 / Progress, 0 to 100"),
    problem: optional(text("问题 / Problem")),
    status: code("task_status", "状态 / Status"),
    ...stamps,
  },
  one: {
    organization: owner("牵头单位 / The organization that leads"),
    person: sibling("Person", "person_id", "责任人 / The person responsible"),
    parent: sibling("Task", "parent_id", "上级任务 / The task it is part of"),
    finding: sibling("FindingRow", "finding_id", "要整改的问题 / The finding to put right"),
    activity: sibling("Activity", "activity_id", "布置它的会议或检查 / The meeting or inspection that set it"),
    target: sibling("Target", "target_id", "对应的目标 / The target it serves"),
    document: sibling("Document", "document_id", "文件 / The document"),
  },
  many: { parts: parts("Task", "parent_id", "分解的任务 / Its parts") },
  dimensions: {
    DUE_MONTH: byMonth(onDay("due_on"), "期限月份 / Month it is due"),
    DUE_YEAR: byYear(onDay("due_on"), "期限年份 / Year it is due"),
    DONE_MONTH: byMonth(onDay("done_on"), "完成月份 / Month done"),
  },
  person: "person_id",
  states: {
    field: "status",
    first: ["open", "doing"],
    steps: {
      open: ["doing", "done", "overdue", "cancelled"],
      doing: ["done", "overdue", "cancelled"],
      overdue: ["doing", "done", "cancelled"],
    },
  },
});
