/** Courses, majors and standards: what is taught or judged, of which an activity is one occasion. */
import { byAncestor, byCode, byOrganization, measure } from "../../graph/dimensions.js";
import {
  code,
  date,
  decimal,
  defineRegister,
  int,
  optional,
  owner,
  parts,
  stamps,
  text,
} from "../../graph/register.js";

export const courses = defineRegister({
  name: "Course",
  query: "courses",
  table: "course",
  key: "owned",
  description: "课程、专业与标准 / Courses, majors and standards",
  fields: {
    kind: code("course_kind", "类别 / Kind"),
    code: optional(text("课程代码 / Code")),
    name: text("名称 / Name"),
    occupation: optional(code("occupation", "职业（工种） / Occupation")),
    level: optional(code("skill_level", "技能等级 / Skill level")),
    levelRank: optional(int("等级序，越高越大 / Rank of the level, higher is greater")),
    hours: optional(decimal("课时 / Hours")),
    credits: optional(decimal("学分 / Credits")),
    funding: optional(code("funding", "补贴性质 / Subsidised or not")),
    form: optional(code("training_form", "培训形式 / Form of training")),
    program: optional(text("项目 / Program")),
    status: code("course_status", "状态 / Status"),
    validFrom: optional(date("有效期起 / Valid from")),
    validTo: optional(date("有效期止（不含） / Valid to, exclusive")),
    ...stamps,
  },
  one: { organization: owner() },
  many: {
    activities: parts("Activity", "course_id", "开设的班 / Its activities"),
    affiliations: parts("Affiliation", "course_id", "有关人员 / The people of it"),
  },
  dimensions: {
    ORGANIZATION: byOrganization(),
    SCHOOL: byAncestor("school", "所在学校 / The school"),
    KIND: byCode("kind", "course_kind", "类别 / Kind"),
    OCCUPATION: byCode("occupation", "occupation", "职业（工种） / Occupation"),
    LEVEL: byCode("level", "skill_level", "技能等级 / Skill level"),
    FUNDING: byCode("funding", "funding", "补贴性质 / Subsidised or not"),
    STATUS: byCode("status", "course_status", "状态 / Status"),
  },
  measures: { HOURS: measure("hours", "课时 / Hours"), CREDITS: measure("credits", "学分 / Credits") },
});
