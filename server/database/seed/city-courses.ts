/**
 * What the sample city teaches: per trade four occupations of the 2022 list and how they are trained, and two majors.
 * Codes are of the product's own lists (course_kind, occupation, skill_level).
 */
import type { CityOrganization, Trade } from "./city-organizations.js";
import type { CityPlan } from "./city-plan.js";
import type { Batch } from "./insert-rows.js";
import { sampleId } from "./random.js";

export interface CourseDesign {
  readonly kind: string;
  readonly name: string;
  readonly occupation: string | null;
  /** Document number of the skill level (5 … 1) and its ascending rank. */
  readonly level: string | null;
  readonly levelRank: number | null;
  readonly hours: number;
  readonly funding: "subsidised" | "non_subsidised";
  readonly form: string;
  readonly program: string | null;
  readonly status: "active" | "approved";
  /** Whether classes are held of it: plans and majors have none. */
  readonly taught: boolean;
}

type Occupation = readonly [code: string, name: string];
interface TradeDesign {
  readonly occupations: readonly [Occupation, Occupation, Occupation, Occupation];
  readonly majors: readonly [string, string];
}

const TRADES: Readonly<Record<Trade, TradeDesign>> = {
  it: {
    occupations: [["4-04-04-02", "网络与信息安全管理员"], ["4-04-05-01", "计算机程序设计员"], ["4-01-06-02", "互联网营销师"], ["6-31-07-03", "工业机器人系统操作员"]],
    majors: ["软件技术", "计算机网络技术"],
  },
  manufacturing: {
    occupations: [["6-18-01-07", "多工序数控机床操作调整工"], ["6-20-01-01", "装配钳工"], ["6-18-02-04", "焊工"], ["6-18-01-01", "车工"]],
    majors: ["数控技术", "模具设计与制造"],
  },
  construction: {
    occupations: [["4-08-08-23", "建筑信息模型技术员"], ["6-29-01-01", "砌筑工"], ["4-07-05-03", "消防设施操作员"], ["6-31-01-03", "电工"]],
    majors: ["建筑工程技术", "工程造价"],
  },
  business: {
    occupations: [["4-01-06-01", "电子商务师"], ["4-02-06-03", "物流服务师"], ["4-01-06-02", "互联网营销师"], ["4-07-03-04", "企业人力资源管理师"]],
    majors: ["电子商务", "现代物流管理"],
  },
  farming: {
    occupations: [["5-05-01-01", "农业技术员"], ["5-01-02-02", "园艺工"], ["5-05-01-02", "农业经理人"], ["4-02-04-06", "无人机驾驶员"]],
    majors: ["现代农业技术", "园艺技术"],
  },
  nursing: {
    occupations: [["4-10-01-05", "养老护理员"], ["4-14-01-03", "健康照护师"], ["4-10-01-03", "保育师"], ["4-10-01-06", "家政服务员"]],
    majors: ["护理", "智慧健康养老服务与管理"],
  },
  electromechanics: {
    occupations: [["6-31-01-03", "电工"], ["6-31-07-03", "工业机器人系统操作员"], ["6-31-01-02", "机修钳工"], ["6-18-02-04", "焊工"]],
    majors: ["机电一体化技术", "电气自动化技术"],
  },
  cars: {
    occupations: [["4-12-01-01", "汽车维修工"], ["6-18-02-04", "焊工"], ["4-02-06-03", "物流服务师"], ["6-31-01-03", "电工"]],
    majors: ["汽车检测与维修技术", "新能源汽车技术"],
  },
  services: {
    occupations: [["4-03-02-01", "中式烹调师"], ["4-10-01-06", "家政服务员"], ["4-10-03-01", "美容师"], ["4-10-01-05", "养老护理员"]],
    majors: ["烹饪工艺与营养", "酒店管理与数字化运营"],
  },
}; // prettier-ignore

const base = { funding: "subsidised", form: "regular", program: null, status: "active", taught: true } as const;

/** The courses of an organization by its trade; the order is stable, taught ones first. */
export function courseDesigns(
  trade: Trade,
  owner: "college" | "enterprise" | "provider" | "association",
): CourseDesign[] {
  if (owner === "association") return ASSOCIATION_COURSES;
  const { occupations, majors } = TRADES[trade];
  const [first, second, third, fourth] = occupations;
  const taught: CourseDesign[] = [
    { ...base, ...skill(first, "4", 3), kind: "upskilling", name: `${first[1]}（中级）技能提升`, hours: 60 },
    { ...base, ...skill(second, "3", 4), kind: "upskilling", name: `${second[1]}（高级）技能提升`, hours: 80, funding: "non_subsidised", form: "order" },
    { ...base, ...skill(third, "5", 2), kind: "employment", name: `${third[1]}（初级）就业技能`, hours: 48, form: "project", program: "hongzhi" },
    { ...base, ...skill(fourth, "4", 3), kind: "apprenticeship", name: `${fourth[1]}新型学徒制`, hours: 120, form: "naming" },
  ]; // prettier-ignore
  if (owner === "enterprise") return taught.filter((course) => course.kind !== "employment");
  if (owner === "provider") return taught.filter((course) => course.kind !== "apprenticeship");
  return [
    ...taught,
    { ...base, ...noSkill, kind: "startup", name: "创业能力提升", hours: 40 },
    { ...base, ...noSkill, kind: "new_economy", name: "数字技能与新业态从业", hours: 32, funding: "non_subsidised" },
    { ...base, ...skill(first, "4", 3), kind: "standard_programme", name: `${first[1]}标准培训方案`, hours: 60, status: "approved", taught: false },
    ...majors.map((name): CourseDesign => ({ ...base, ...noSkill, kind: "major", name, hours: 0, funding: "non_subsidised", taught: false })),
  ]; // prettier-ignore
}

const noSkill = { occupation: null, level: null, levelRank: null } as const;

function skill([occupation]: Occupation, level: string, levelRank: number) {
  return { occupation, level, levelRank };
}

const ASSOCIATION_COURSES: CourseDesign[] = [
  { ...base, ...noSkill, kind: "teacher_post", name: "培训教师上岗", hours: 48, funding: "non_subsidised" },
  { ...base, ...noSkill, kind: "key_teacher", name: "骨干师资示范", hours: 64 },
  { ...base, ...noSkill, kind: "trainer_rotation", name: "师资轮训", hours: 40, funding: "non_subsidised" },
];

export interface Course extends CourseDesign {
  readonly id: string;
}

/** Which kind of teaching unit it is; bureau and association count as one. */
export const taughtBy = (organization: CityOrganization) =>
  organization.kind === "college" || organization.kind === "enterprise" || organization.kind === "provider"
    ? organization.kind
    : "association";

export function coursesOf(organization: CityOrganization): Course[] {
  return courseDesigns(organization.trade, taughtBy(organization)).map((design, index) => ({
    ...design,
    id: sampleId("course", organization.index * 100 + index + 1),
  }));
}

export function courseBatch(plan: CityPlan): Batch {
  const rows = plan.populations.flatMap(({ organization }) =>
    coursesOf(organization).map((course, index) => ({
      org_id: organization.id,
      id: course.id,
      kind: course.kind,
      code: `${organization.code}-K${String(index + 1).padStart(2, "0")}`,
      name: course.name,
      occupation: course.occupation,
      level: course.level,
      level_rank: course.levelRank,
      hours: course.hours > 0 ? String(course.hours) : null,
      funding: course.funding,
      form: course.form,
      program: course.program,
      status: course.status,
      valid_from: "2024-01-01",
    })),
  );
  return { table: "course", rows };
}
