/** One invented import for the gallery: a class roster with a column to decide and rows that are refused. */
import type { Finding, Import, ImportColumn, ImportReceipt, ImportRow } from "../../hub/hub.js";

const column = (
  letter: string,
  header: string,
  sample: readonly string[],
  state: string,
  field: string | null = null,
  fieldLabel: string | null = null,
): ImportColumn => ({ letter, header, sample, state, field, fieldLabel, confidence: field ? 0.96 : 0.2 });

const counts = { rows: 72, new: 61, changed: 4, unchanged: 3, refused: 4 };

export const IMPORT: Import = {
  id: "i-1",
  file: "10月学员名册.xlsx",
  status: "CHECKED",
  organization: { code: "YL-S1", name: "云岭职业技术学院" },
  createdAt: "2026-11-03T01:30:00.000Z",
  createdBy: "李敏",
  progress: { phase: "CHECKED", done: 72, total: 72 },
  tables: [
    {
      ...{
        index: 0,
        sheet: "Web前端1班",
        range: "A2:F76",
        headerRows: [2, 3],
        target: "roster",
        targetLabel: "学员名册",
      },
      ...{ confidence: 0.97, skipped: ["标题 1 行", "合计 1 行"], totalsChecked: 1 },
      // Fields are the hub's to name; a real answer may bring the whole list along.
      fields: [
        { name: "personName", label: "姓名" },
        { name: "idNumber", label: "证件号（加密）" },
        { name: "occupation", label: "职业（工种）" },
        { name: "hours", label: "完成学时" },
        { name: "phone", label: "联系电话" },
        { name: "note", label: "备注" },
      ],
      columns: [
        column("A", "姓名", ["张某某", "李某某"], "MATCHED", "personName", "姓名"),
        column("B", "身份证号", ["9900…0317"], "UNSURE", "idNumber", "证件号（加密）"),
        column("C", "工种", ["网页设计制作员"], "MATCHED", "occupation", "职业（工种）"),
        column("D", "学时", ["24学时"], "REMEMBERED", "hours", "完成学时"),
        column("E", "联系方式", ["139…、座机混填"], "UNMAPPED"),
        column("F", "备注", [], "IGNORED"),
      ],
    } as Import["tables"][number],
  ],
  counts,
  findings: [],
  receipt: null,
};

const finding = (code: string, cell: string, message: string, messageEn: string): Finding => ({
  ...{ code, severity: "BLOCK", args: {}, message, messageEn, sheet: "Web前端1班", cell, row: Number(cell.slice(1)) },
});

const lost = (cell: string): Finding =>
  finding(
    "ID_DIGITS_LOST",
    cell,
    `${cell} 证件号末三位变成 000，是 Excel 转成数字造成的。把该列设为文本后重填。`,
    `${cell}: the last three ID digits became 000 in Excel. Format the column as text and re-enter.`,
  );

const refused = (row: number, label: string, one: Finding): ImportRow => ({
  ...{ sheet: "Web前端1班", row, outcome: "REFUSED", label, changes: [], findings: [one] },
});

export const IMPORT_ROWS: readonly ImportRow[] = [
  refused(17, "证件号末三位是 000", lost("B17")),
  refused(38, "证件号末三位是 000", lost("B38")),
  refused(52, "证件号末三位是 000", lost("B52")),
  refused(
    23,
    "同班重复",
    finding(
      "DUPLICATE_PERSON",
      "B23",
      "B23 与第 9 行是同一人、同一班。删掉其中一行。",
      "B23 is the same person and class as row 9. Delete one.",
    ),
  ),
  {
    ...{ sheet: "Web前端1班", row: 12, outcome: "CHANGED", label: "李某某", findings: [] },
    changes: [{ field: "hours", label: "完成学时", from: "20", to: "24" }],
  },
  {
    ...{ sheet: "Web前端1班", row: 30, outcome: "CHANGED", label: "赵某某", findings: [] },
    changes: [{ field: "occupation", label: "职业（工种）", from: "网页设计", to: "网页设计制作员" }],
  },
];

export const RECEIPT: ImportReceipt = {
  importId: "i-1",
  batchId: "0JQ7-K4M2",
  replayed: false,
  committedAt: "2026-11-03T01:37:00.000Z",
  counts,
};
