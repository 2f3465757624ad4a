/** The organizations, indicators and periods the sample workbook asks for. They belong to the hub's invented sample city. */

/** The school whose staff keep the sample workbook. */
export const SCHOOL = { code: "YL-S1", name: "云岭职业技术学院" } as const;

/** Its second-level colleges. */
export const COLLEGES = [
  { code: "YL-S1-01", name: "信息工程学院" },
  { code: "YL-S1-02", name: "智能制造学院" },
  { code: "YL-S1-03", name: "建筑工程学院" },
  { code: "YL-S1-04", name: "经济管理学院" },
  { code: "YL-S1-05", name: "现代农业学院" },
  { code: "YL-S1-06", name: "健康护理学院" },
] as const;

/** The schools of the city, for the sheet of targets. */
export const SCHOOLS = [
  SCHOOL,
  { code: "YL-S2", name: "云岭技师学院" },
  { code: "YL-S3", name: "松湖职业技术学校" },
] as const;

/** Where a figure comes from decides how its cell looks. */
export type Origin = "counted" | "reported";

/** The columns of the monthly report, in the order of the sheet. `additive` says whether the colleges add up to the school. */
export const MONTHLY_INDICATORS: readonly {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly origin: Origin;
  readonly additive: boolean;
}[] = [
  { code: "TR07", name: "培训期数", unit: "期", origin: "counted", additive: true },
  { code: "TR01", name: "培训人次", unit: "人次", origin: "counted", additive: true },
  { code: "TR02", name: "培训人数（去重）", unit: "人", origin: "counted", additive: false },
  { code: "TR12", name: "培训总学时", unit: "学时", origin: "counted", additive: true },
  { code: "EV01", name: "取证人次", unit: "人次", origin: "counted", additive: true },
  { code: "FN01", name: "培训资金到账额", unit: "元", origin: "reported", additive: true },
];

/** The month that is due, the same month a year before, and the year of the targets. */
export const PERIODS = { due: "2026M10", yearBefore: "2025M10", year: "2026" } as const;
