/**
 * The organizations of the sample city, all invented: a bureau at the root, an association, three schools with their
 * colleges, enterprises and training providers. Region codes begin with 99, which no real region does.
 */
import { usccCheckDigit } from "../../domain/uscc.js";
import { sampleId } from "./random.js";

export const SAMPLE_NOTE = "示例数据，均为虚构";

export type Trade =
  | "it" | "manufacturing" | "construction" | "business" | "farming" | "nursing"
  | "electromechanics" | "cars" | "services"; // prettier-ignore

export interface CityOrganization {
  readonly index: number;
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: "gov_dept" | "association" | "committee" | "school" | "college" | "enterprise" | "provider";
  readonly parent: string | null;
  readonly region: string;
  readonly ownership: "public" | "private" | null;
  readonly industry: string | null;
  readonly foundedOn: string;
  readonly uscc: string | null;
  readonly schoolCode: string | null;
  /** What it mainly trains for. */
  readonly trade: Trade;
}

export const SAMPLE_REGIONS = [
  { code: "990000", name: "示例省", parent: null, level: 1 },
  { code: "990100", name: "云岭市（示例）", parent: "990000", level: 2 },
  { code: "990101", name: "青禾区", parent: "990100", level: 3 },
  { code: "990102", name: "松湖区", parent: "990100", level: 3 },
  { code: "990103", name: "望川县", parent: "990100", level: 3 },
] as const;

type Draft = readonly [
  code: string,
  name: string,
  kind: CityOrganization["kind"],
  parent: string | null,
  region: string,
  trade: Trade,
  industry?: string,
];

const SCHOOLS: readonly Draft[] = [
  ["YL-S1", "云岭职业技术学院", "school", "YL", "990101", "it", "8336"],
  ["YL-S1-01", "信息工程学院", "college", "YL-S1", "990101", "it"],
  ["YL-S1-02", "智能制造学院", "college", "YL-S1", "990101", "manufacturing"],
  ["YL-S1-03", "建筑工程学院", "college", "YL-S1", "990101", "construction"],
  ["YL-S1-04", "经济管理学院", "college", "YL-S1", "990101", "business"],
  ["YL-S1-05", "现代农业学院", "college", "YL-S1", "990103", "farming"],
  ["YL-S1-06", "健康护理学院", "college", "YL-S1", "990101", "nursing"],
  ["YL-S2", "云岭技师学院", "school", "YL", "990102", "electromechanics", "8336"],
  ["YL-S2-01", "机电工程系", "college", "YL-S2", "990102", "electromechanics"],
  ["YL-S2-02", "汽车工程系", "college", "YL-S2", "990102", "cars"],
  ["YL-S2-03", "现代服务系", "college", "YL-S2", "990102", "services"],
  ["YL-S3", "松湖职业技术学校", "school", "YL", "990102", "services", "8336"],
  ["YL-S3-01", "机械电子部", "college", "YL-S3", "990102", "manufacturing"],
  ["YL-S3-02", "商贸服务部", "college", "YL-S3", "990102", "business"],
];

const ENTERPRISES: readonly (readonly [name: string, region: string, trade: Trade, industry: string])[] = [
  ["云岭精密机械有限公司", "990101", "manufacturing", "3429"],
  ["云岭数联科技有限公司", "990101", "it", "6513"],
  ["青禾建筑工程有限公司", "990101", "construction", "4710"],
  ["松湖汽车服务有限公司", "990102", "cars", "8111"],
  ["云岭电气设备有限公司", "990102", "electromechanics", "3821"],
  ["望川现代农业有限公司", "990103", "farming", "0141"],
  ["云岭康养服务有限公司", "990101", "nursing", "8514"],
  ["松湖商贸物流有限公司", "990102", "business", "5990"],
  ["云岭餐饮管理有限公司", "990101", "services", "6210"],
  ["望川食品加工有限公司", "990103", "farming", "1411"],
  ["青禾轨道装备有限公司", "990101", "manufacturing", "3714"],
  ["云岭新能源有限公司", "990102", "electromechanics", "4415"],
];

const PROVIDERS: readonly (readonly [name: string, region: string, trade: Trade])[] = [
  ["云岭启航职业培训学校", "990101", "it"],
  ["青禾匠心职业培训学校", "990101", "construction"],
  ["松湖安康职业培训学校", "990102", "nursing"],
  ["望川丰收职业培训学校", "990103", "farming"],
  ["云岭众创职业培训学校", "990101", "business"],
  ["松湖通达职业培训学校", "990102", "cars"],
  ["青禾家和职业培训学校", "990101", "services"],
  ["云岭焊接职业培训学校", "990102", "manufacturing"],
];

const numbered = (prefix: string, index: number): string => `${prefix}${String(index + 1).padStart(2, "0")}`;

const DRAFTS: readonly Draft[] = [
  ["YL", "云岭市人力资源局（示例）", "gov_dept", null, "990100", "services"],
  ["YL-XH", "云岭市职业培训协会（示例）", "association", "YL", "990100", "services", "9521"],
  ["YL-XH-01", "师资专业委员会", "committee", "YL-XH", "990100", "services"],
  ["YL-XH-02", "竞赛专业委员会", "committee", "YL-XH", "990100", "services"],
  ["YL-XH-03", "评价专业委员会", "committee", "YL-XH", "990100", "services"],
  ...SCHOOLS,
  ...ENTERPRISES.map(
    ([name, region, trade, industry], index): Draft =>
      [numbered("YL-E", index), name, "enterprise", "YL", region, trade, industry], // prettier-ignore
  ),
  ...PROVIDERS.map(
    ([name, region, trade], index): Draft =>
      [numbered("YL-P", index), name, "provider", "YL", region, trade, "8391"], // prettier-ignore
  ),
];

/** Registrar and kind of unit, the first two characters of a unified social credit code. */
const REGISTRARS: Partial<Record<CityOrganization["kind"], string>> = {
  gov_dept: "11", association: "51", school: "12", enterprise: "91", provider: "52",
}; // prettier-ignore

/** Parents before their parts. */
export const CITY_ORGANIZATIONS: readonly CityOrganization[] = DRAFTS.map(fromDraft);

export function cityOrganization(code: string): CityOrganization {
  const found = CITY_ORGANIZATIONS.find((organization) => organization.code === code);
  if (!found) throw new Error(`the sample city has no organization ${code}`);
  return found;
}

export function cityOrganizationsOf(kind: CityOrganization["kind"]): readonly CityOrganization[] {
  return CITY_ORGANIZATIONS.filter((organization) => organization.kind === kind);
}

function fromDraft([code, name, kind, parent, region, trade, industry]: Draft, index: number): CityOrganization {
  const registrar = REGISTRARS[kind];
  return {
    index,
    id: sampleId("organization", index + 1),
    code,
    name,
    shortName: name.replace(/（示例）|有限公司|职业培训学校$/g, ""),
    kind,
    parent,
    region,
    ownership: kind === "school" ? "public" : kind === "provider" ? "private" : null,
    industry: industry ?? null,
    foundedOn: `${1985 + ((index * 7) % 35)}-0${1 + (index % 9)}-01`,
    uscc: registrar ? usccOf(registrar, region, index) : null,
    schoolCode: kind === "school" ? `99010${String(10000 + index)}` : null,
    trade,
  };
}

function usccOf(registrar: string, region: string, index: number): string {
  const body = `${registrar}${region}MA${String(9_900_000 + index * 37)}`;
  return body + usccCheckDigit(body);
}
