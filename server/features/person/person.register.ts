/** Persons as each organization knows them. The identity number is not here: only its last four characters are kept to show. */
import { byCode, byOrganization, byOwnerKind, byOwnerRegion } from "../../graph/dimensions.js";
import {
  attendanceOf,
  code,
  datetime,
  defineRegister,
  optional,
  owner,
  parts,
  stamps,
  text,
} from "../../graph/register.js";

export const persons = defineRegister({
  name: "Person",
  query: "persons",
  table: "person",
  key: "owned",
  description: "人员（各单位各记各的） / Persons, each organization its own roster",
  fields: {
    name: text("姓名 / Name"),
    idType: optional(code("id_type", "证件类型 / Kind of identity document")),
    idLast4: optional(text("证件号码后四位 / Last four characters of the identity number")),
    sex: optional(code("sex", "性别 / Sex")),
    birthYm: optional(text("出生年月，如 1990-05 / Year and month of birth")),
    homeRegion: optional(code("region", "户籍地区 / Home region")),
    education: optional(code("education", "学历 / Education")),
    phoneLast4: optional(text("电话后四位 / Last four digits of the telephone")),
    verifiedAt: optional(datetime("核验时间 / When verified")),
    verifiedBy: optional(text("核验人 / Who verified")),
    ...stamps,
  },
  one: { organization: owner() },
  many: {
    attendances: attendanceOf("person_id"),
    enrolments: parts("Enrolment", "person_id", "参加记录 / Enrolments"),
    affiliations: parts("Affiliation", "person_id", "担任的角色 / Roles held"),
    credentials: parts("Credential", "person_id", "证书 / Credentials"),
    fundEntries: parts("FundEntry", "person_id", "资金收支 / Money entries"),
    applications: parts("Application", "person_id", "提出的申报 / Applications made"),
    tasks: parts("Task", "person_id", "负责的任务 / Tasks to do"),
  },
  dimensions: {
    ORGANIZATION: byOrganization(),
    ORGANIZATION_KIND: byOwnerKind(),
    REGION: byOwnerRegion(),
    HOME_REGION: byCode("home_region", "region", "户籍地区 / Home region"),
    SEX: byCode("sex", "sex", "性别 / Sex"),
    EDUCATION: byCode("education", "education", "学历 / Education"),
  },
  person: "id",
});
