/** Invented organizations, indicators and periods for the gallery, and a search over them. */
import type { CatalogueHit, CatalogueKind, OrganizationNode } from "../../hub/hub.js";

const school = "YL-S1";
const college = (code: string, name: string): OrganizationNode => ({ code, name, kind: "college", parent: school });

export const ORGANIZATIONS: readonly OrganizationNode[] = [
  { code: school, name: "云岭职业技术学院", kind: "school", parent: "YL" },
  college("YL-S1-01", "信息工程学院"),
  college("YL-S1-02", "智能制造学院"),
  college("YL-S1-03", "建筑工程学院"),
  college("YL-S1-04", "经济管理学院"),
  college("YL-S1-05", "现代农业学院"),
  college("YL-S1-06", "健康护理学院"),
];

interface GalleryIndicator {
  readonly name: string;
  readonly unit: string;
  readonly decimals: number;
  readonly isCounted: boolean;
  readonly initials: string;
}

const indicator = (name: string, unit: string, initials: string, isCounted = true, decimals = 0): GalleryIndicator => ({
  name,
  unit,
  decimals,
  isCounted,
  initials,
});

export const INDICATORS: Readonly<Record<string, GalleryIndicator>> = {
  TR01: indicator("培训人次", "人次", "pxrc"),
  TR03: indicator("企业职工培训人次", "人次", "qyzgpxrc"),
  TR04: indicator("线上培训人次", "人次", "xspxrc"),
  TR05: indicator("重点群体培训人次", "人次", "zdqtpxrc"),
  TR07: indicator("特种作业培训人次", "人次", "tzzypxrc"),
  TR11: indicator("培训期数", "期", "pxqs"),
  EV01: indicator("取得证书人次", "人次", "qdzsrc"),
  FN01: indicator("培训资金到账额", "万元", "pxzjdze", false, 2),
};

const PERIODS: Readonly<Record<string, string>> = {
  "2026": "2026 年",
  "2026M08": "2026 年 8 月",
  "2026M09": "2026 年 9 月",
  "2026M10": "2026 年 10 月",
  "2026Q3": "2026 年 3 季度",
};

export function hits(text: string, kinds: readonly CatalogueKind[]): CatalogueHit[] {
  const asked = text.toLowerCase();
  const none = { detail: null, unit: null, source: null, matchedBy: "name" };
  const all: (CatalogueHit & { readonly initials: string })[] = [
    ...Object.entries(INDICATORS).map(([code, { name, unit, initials, isCounted }]) => ({
      ...{ ...none, kind: "INDICATOR" as const, code, name, unit, initials },
      detail: "一人参加两个班算 2 人次；只计已结业",
      source: isCounted ? "LEDGER" : "REPORTED",
    })),
    ...ORGANIZATIONS.map(({ code, name }) => ({ ...none, kind: "ORGANIZATION" as const, code, name, initials: "" })),
    ...Object.entries(PERIODS).map(([code, name]) => ({ ...none, kind: "PERIOD" as const, code, name, initials: "" })),
  ];
  return all.filter(
    ({ kind, code, name, initials }) =>
      kinds.includes(kind) && (name.includes(text) || code.toLowerCase().startsWith(asked) || initials.includes(asked)),
  );
}
