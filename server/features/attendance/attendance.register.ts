/** Attendance: one person's presence in one session of an activity. The result and a recording's index only, never a face. */
import { byMonth, byYear, measure, onDayOfInstant } from "../../graph/dimensions.js";
import {
  boolean,
  code,
  datetime,
  defineRegister,
  int,
  optional,
  owner,
  sibling,
  stamps,
  text,
} from "../../graph/register.js";

export const attendances = defineRegister({
  name: "Attendance",
  subject: "people",
  query: "attendances",
  table: "attendance",
  key: "owned",
  description: "考勤：每人每次课是否到场 / Attendance, one row for each person and session",
  fields: {
    startsAt: datetime("课次开始 / The session starts at"),
    endsAt: datetime("课次结束 / The session ends at"),
    method: code("attendance_method", "签到方式 / How presence was taken"),
    present: boolean("是否到场 / Whether present"),
    minutes: optional(int("到场分钟数 / Minutes present")),
    evidence: optional(text("录像索引，不存人脸 / Index of the recording, never a picture of a face")),
    ...stamps,
  },
  one: {
    organization: owner(),
    enrolment: sibling("Enrolment", "enrolment_id", "参加记录 / The enrolment", false),
  },
  dimensions: {
    MONTH: byMonth(onDayOfInstant("starts_at"), "上课月份 / Month of the session"),
    YEAR: byYear(onDayOfInstant("starts_at"), "上课年份 / Year of the session"),
  },
  measures: { MINUTES: measure("minutes", "到场分钟数 / Minutes present") },
  fixed: ["enrolment"],
});
