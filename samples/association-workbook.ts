/**
 * 会员名单与会费: how an association keeps its members, with what people type into dates and amounts over a year.
 * Members are organizations of the sample city; the last is in no register.
 */
import { cityOrganization } from "../server/database/seed/city-organizations.js";
import { excelDay, type SheetCell, type SheetDesign } from "./sheet.js";

type Payment = readonly [
  code: string,
  due: SheetCell,
  paid: SheetCell,
  paidOn: SheetCell,
  voucher: SheetCell,
  joined: SheetCell,
  note?: string,
];

const PAYMENTS: readonly Payment[] = [
  ["YL-E01", "５０００", "５０００", "2026-3-5", "HF2026-031", "2019-01-15"],
  ["YL-E02", 2000, 2000, "2026/03/12", "HF2026-032", "2020-02-15"],
  ["YL-E03", 2000, "2,000.00", "2026年3月9日", "HF2026-033", "2021年3月15日"],
  ["YL-E04", 2000, 2000, excelDay("2026-04-02"), "HF2026-041", excelDay("2026-03-20")],
  ["YL-E05", 2000, "２，０００", "2026.4.10", "HF2026-042", "2023.5.15"],
  ["YL-E06", 2000, "无", "—", "—", "2024-06-15", "年底前补缴"],
  ["YL-E07", 5000, 5000, "２０２６－０５－１８", "HF2026-051", "2019-07-15"],
  ["YL-E08", 2000, 2000, "20260520", "HF2026-052", "2020-08-15"],
  ["YL-E09", 2000, 1500, "2026-6-1", "HF2026-061", "2021-09-15", "尚欠500元"],
  ["YL-E11", 2000, 2000, "2026-06-08", "HF2026-062", "2023-02-15"],
  ["YL-P01", 5000, 5000, "2026/6/15", "HF2026-063", "2019-04-15"],
];

const STRANGER: readonly SheetCell[] = [
  12,
  "望川竹艺专业合作社（示例）",
  "—",
  "会员单位",
  "2026-08-01",
  "2026",
  2000,
  2000,
  "2026-08-03",
  "HF2026-081",
  "新入会，资料待补",
];

const rows = PAYMENTS.map(([code, due, paid, paidOn, voucher, joined, note], index): SheetCell[] => {
  const member = cityOrganization(code);
  // One name with a blank behind it, as it comes out of other systems.
  const name = index === 7 ? `${member.name} ` : member.name;
  return [
    index + 1,
    name,
    member.uscc,
    /^(5000|５０００)$/.test(String(due)) ? "理事单位" : "会员单位",
    joined,
    "2026",
    due,
    paid,
    paidOn,
    voucher,
    note ?? null,
  ];
});

export const MEMBERS_SHEET: SheetDesign = {
  name: "会员名单与会费",
  grid: [
    ["云岭市职业培训协会（示例）2026年会员名单与会费台账", ...Array.from({ length: 10 }, () => null)],
    ["填报单位：云岭市职业培训协会（示例）    单位：元    示例数据，均为虚构", ...Array.from({ length: 10 }, () => null)],
    ["序号", "会员信息", null, null, null, "会费", null, null, null, null, null],
    [null, "会员单位名称", "统一社会信用代码", "会员类别", "入会日期", "会费年度", "应缴会费", "实缴会费", "缴费日期", "票据号", "备注"],
    ...rows,
    STRANGER,
    ["合计", null, null, null, null, null, 33000, 30500, null, null, null],
  ],
  merges: ["A1:K1", "A2:K2", "A3:A4", "B3:E3", "F3:K3", "A17:F17"],
  headerRows: [3, 4],
  widths: [6, 30, 22, 12, 14, 10, 12, 12, 16, 14, 18],
  formats: { I8: "yyyy/m/d", E8: "yyyy-mm-dd" },
}; // prettier-ignore

/** What importing it into YL-XH must come to. */
export const MEMBERS_EXPECTED = {
  organization: "YL-XH",
  rows: 12,
  /** Members the hub knows by credit code; the 合计 row agrees with the sum and is no row. */
  accepted: 11,
  /** An organization in no register. */
  refused: 1,
  refusedRows: [16],
  /** Fees of 2026 that come in with the accepted rows, in yuan; before, the sample city has only some of them. */
  feesPaid: "28500.00",
} as const;
