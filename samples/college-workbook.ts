/** 班级台账与学员名册: a college's October, one sheet for its classes and one for who attended two of them. */
import { ROSTER_GRID, ROSTER_MERGES } from "./roster.js";
import { excelDay, type SheetCell, type SheetDesign } from "./sheet.js";

const WIDTH = 16;
const blanks = (count: number): null[] => Array.from({ length: count }, () => null);

const CLASSES: readonly (readonly SheetCell[])[] = [
  [1, "XG202610-A", "网络与信息安全管理员（中级）技能提升培训班", "网络与信息安全管理员", "四级/中级工", excelDay("2026-10-12"), "2026-10-23", 60, 15, 12, 11, "线下", "院校", "政府补贴", 9.6, "已结束"],
  [2, "XG202610-B", "互联网营销师（初级）就业技能培训班", "互联网营销师", "五级/初级工", "2026年10月19日", "2026.10.30", "４８", 12, 11, 10, "面授", "院校", "补贴性", 5.28, "已结束"],
  [3, "XG202610-C", "数字技能与新业态从业培训班", "无", "—", "2026/10/26", "２０２６－１１－０６", 32, 40, "—", "—", "线上", "院校", "自费", "—", "在训"],
]; // prettier-ignore

export const CLASSES_SHEET: SheetDesign = {
  name: "班级台账",
  grid: [
    ["信息工程学院2026年10月培训班台账（示例，均为虚构）", ...blanks(WIDTH - 1)],
    ["填报单位：信息工程学院（YL-S1-01）    填报期间：2026年10月    制表：示例", ...blanks(WIDTH - 1)],
    ["序号", "班级", null, "培训内容", null, "培训时间", null, null, "人数", null, null, "组织方式", null, null, "办班结果", null],
    [null, "班级编号", "班级名称", "职业（工种）", "技能等级", "开班日期", "结束日期", "课时", "计划人数", "参训人次", "结业人次", "培训方式", "培训渠道", "补贴类型", "到账金额", "状态"],
    [null, null, null, null, null, null, null, "学时", "人", "人次", "人次", null, null, null, "万元", null],
    ...CLASSES,
    ["合计", null, null, null, null, null, null, null, 67, 23, 21, null, null, null, 14.88, null],
  ],
  merges: ["A1:P1", "A2:P2", "A3:A4", "B3:C3", "D3:E3", "F3:H3", "I3:K3", "L3:N3", "O3:P3", "A9:H9"],
  headerRows: [3, 4, 5],
  widths: [6, 14, 40, 22, 14, 14, 14, 8, 10, 10, 10, 10, 10, 12, 10, 10],
  formats: { F6: "yyyy/m/d" },
}; // prettier-ignore

export const ROSTER_SHEET: SheetDesign = {
  name: "学员名册",
  grid: ROSTER_GRID,
  merges: ROSTER_MERGES,
  headerRows: [3, 4],
  widths: [6, 14, 40, 10, 6, 22, 8, 18, 24, 10, 8, 10, 20, 20],
  // The identity number Excel spoilt is shown the way Excel shows it.
  formats: { F28: "0.00E+00" },
};

/** What importing the ledger sheet into YL-S1-01 must come to; the roster's own numbers are in roster.ts. */
export const CLASSES_EXPECTED = {
  organization: "YL-S1-01",
  rows: 3,
  /** XG202610-A and -B are in the hub as announced classes; the ledger ends them. */
  changed: 2,
  /** XG202610-C. */
  new: 1,
  refused: 0,
} as const;
