/** Submissions: one form of one organization for one period. A returned one says why; a correction is a new row. */
import { byMonth, byYear, onDay } from "../../graph/dimensions.js";
import {
  code,
  date,
  datetime,
  defineRegister,
  int,
  optional,
  owner,
  parts,
  personal,
  stamps,
  text,
} from "../../graph/register.js";

export const submissions = defineRegister({
  name: "Submission",
  subject: "figures",
  query: "submissions",
  table: "submission",
  key: "owned",
  description: "报送：一个单位一期的一张报表 / Submissions: one form of one organization for one period",
  fields: {
    period: text("期间 / Period"),
    correction: int("第几次，1 为首次，之后为更正 / 1 for the first, then corrections"),
    status: code("submission_status", "状态 / Status"),
    dueOn: optional(date("截止日期 / Due on")),
    submittedAt: optional(datetime("报送时间 / Submitted at")),
    submittedBy: optional(text("报送人 / Submitted by")),
    reviewedAt: optional(datetime("审核时间 / Reviewed at")),
    reviewedBy: optional(text("审核人 / Reviewed by")),
    approvedAt: optional(datetime("核定时间 / Approved at")),
    approvedBy: optional(text("核定人 / Approved by")),
    returnReason: personal("words", optional(text("退回原因 / Why it was returned"))),
    note: personal("words", optional(text("问题与下步打算 / Problems and next steps"))),
    ...stamps,
  },
  one: {
    organization: owner("报送单位 / The organization that reports"),
    form: { to: "Form", on: [["form_id", "id"]], nullable: false, description: "报表 / The form" },
  },
  many: { figures: parts("FigureRow", "submission_id", "一同报送的数 / The figures sent with it") },
  dimensions: {
    MONTH: byMonth(onDay("due_on"), "截止月份 / Month it is due"),
    YEAR: byYear(onDay("due_on"), "截止年份 / Year it is due"),
  },
  unique: [["form_id", "period", "correction"]],
  fixed: ["form", "period", "correction"],
  // Who did what and when is the account's and the clock's, kept by the database.
  readOnly: ["submittedAt", "submittedBy", "reviewedAt", "reviewedBy", "approvedAt", "approvedBy"],
  // An approved report is corrected by a new one with the next number.
  states: {
    field: "status",
    first: ["draft", "submitted"],
    steps: {
      draft: ["submitted"],
      submitted: ["accepted", "returned"],
      returned: ["submitted"],
      accepted: ["approved", "returned"],
      approved: ["locked"],
    },
  },
});
