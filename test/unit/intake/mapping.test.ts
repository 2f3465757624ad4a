import { describe, expect, test } from "@jest/globals";
import { checkDigitOf } from "../../../server/domain/identity-number.js";
import { usccCheckDigit } from "../../../server/domain/uscc.js";
import type { Cell, Row } from "../../../server/features/intake/cell.js";
import { indexCodes, type CodeLists } from "../../../server/features/intake/codes.rules.js";
import { wordFinding } from "../../../server/features/intake/findings.js";
import { guessTarget, mappingFrom, proposeMapping } from "../../../server/features/intake/mapping.rules.js";
import { normaliseRow } from "../../../server/features/intake/normalise.rules.js";
import { detectTables, tableUnit, type DetectedTable } from "../../../server/features/intake/table.rules.js";
import { TableReader, type TableRow } from "../../../server/features/intake/table-rows.rules.js";
import { ROSTER } from "../../../server/features/intake/targets/roster.target.js";
import { MEMBERS } from "../../../server/features/intake/targets/members.target.js";
import { figuresTarget } from "../../../server/features/intake/targets/figures.target.js";
import { CLASSES } from "../../../server/features/intake/targets/classes.target.js";
import { knownHeaders, TARGETS } from "../../../server/features/intake/targets.js";

type Value = string | number | null | Cell["kind"];

function table(
  lines: readonly (readonly Value[])[],
  formats: Readonly<Record<number, string>> = {},
  sheet = "表",
): { found: DetectedTable; rows: readonly TableRow[] } {
  const rows = lines.map((line, i): Row => ({
    number: i + 1,
    cells: line.flatMap((value, c): Cell[] => {
      if (value === null) return [];
      const format = formats[c + 1] ? { format: formats[c + 1] } : {};
      return [
        {
          column: c + 1,
          kind: typeof value === "number" ? "number" : "text",
          value: String(value),
          ...(i > 0 ? format : {}),
        } as Cell,
      ];
    }),
  }));
  const found = detectTables({ sheet, rows, merges: [] }, knownHeaders()).tables[0];
  if (!found) throw new Error("no table");
  const reader = new TableReader(found, []);
  return { found, rows: rows.flatMap((row) => reader.read(row) ?? []) };
}

const sampleId = (birth: string, serial: string) => {
  const body = `990000${birth}${serial}`;
  return body + checkDigitOf(body);
};

const LISTS: CodeLists = new Map([
  [
    "sex",
    indexCodes([
      { code: "1", name: "男", nameEn: "male" },
      { code: "2", name: "女", nameEn: "female" },
    ]),
  ],
  [
    "category",
    indexCodes([
      { code: "graduate", name: "高校毕业生" },
      { code: "rural", name: "农村转移就业劳动者", aliases: ["农民工"] },
    ]),
  ],
  [
    "mode",
    indexCodes([
      { code: "offline", name: "线下" },
      { code: "online", name: "线上" },
    ]),
  ],
]);

const fieldsOf = (mapping: ReturnType<typeof proposeMapping>) =>
  Object.fromEntries(mapping.columns.flatMap((c) => (c.field ? [[c.column.letter, c.field.name]] : [])));

describe("Mapping columns to fields", () => {
  test("a roster is recognised and its columns found under other names", () => {
    const { found, rows } = table([
      ["序号", "学员姓名", "性别", "身份证号码", "所在单位", "手机号", "人员类型", "证书号"],
      [1, "甲", "男", sampleId("19900101", "013"), "甲厂", "13800000000", "农民工", "S0001"],
    ]);
    const best = guessTarget(found, TARGETS, rows)[0];
    expect(best?.mapping.target.name).toBe("roster");
    expect(fieldsOf(best?.mapping as never)).toEqual({
      B: "personName",
      C: "sex",
      D: "idNumber",
      E: "sponsor",
      F: "phone",
      G: "categories",
      H: "certificate",
    });
  });

  test("members with fees, class ledgers and employee training are told apart", () => {
    const guess = (headers: readonly string[], title: string) =>
      guessTarget(table([headers, headers.map((_, i) => (i === 0 ? 1 : "x"))], {}, title).found, TARGETS)[0]?.mapping
        .target.name;
    expect(
      guess(
        ["序号", "会员单位名称", "会员类别", "入会时间", "应缴会费（元）", "实缴会费（元）", "缴费日期"],
        "会员会费",
      ),
    ).toBe("members");
    expect(guess(["班级编号", "班级名称", "工种", "开班日期", "结业日期", "课时", "参训人数"], "开班台账")).toBe(
      "classes",
    );
    expect(guess(["员工姓名", "部门", "培训项目", "培训时间", "学时", "培训费用（元）", "凭证号"], "职工培训")).toBe(
      "employeeTraining",
    );
  });

  test("money is not taken for persons: the unit decides", () => {
    const { found } = table([
      ["班级名称", "开班日期", "金额（万元）", "人数（人）"],
      ["焊工一班", "2026-10-01", 3, 40],
    ]);
    const mapping = proposeMapping(found, MEMBERS);
    expect(fieldsOf(mapping).D).toBeUndefined();
    expect(fieldsOf(proposeMapping(found, CLASSES)).D).toBe("participants");
  });

  test("what the sender settled before wins, also when it was 'do not import'", () => {
    const { found } = table([
      ["大名", "身份证号", "备注"],
      ["甲", "1", "x"],
    ]);
    const memory = new Map<string, string | null>([
      ["大名", "personName"],
      ["备注", null],
    ]);
    const mapping = proposeMapping(found, ROSTER, [], memory);
    expect(mapping.columns.map((c) => [c.field?.name, c.state])).toEqual([
      ["personName", "REMEMBERED"],
      ["idNumber", "MATCHED"],
      [undefined, "IGNORED"],
    ]);
  });

  test("a missing column is a finding with the field's name", () => {
    const { found } = table([
      ["姓名", "成绩"],
      ["甲", 90],
    ]);
    const mapping = proposeMapping(found, ROSTER);
    expect(mapping.findings.filter((f) => f.code === "missingColumn").map((f) => wordFinding(f))).toEqual([
      "工作表“表”缺少“证件号码”列。补上，或把某一列对应到“证件号码”。",
      "工作表“表”缺少“班级编号”或“班级名称”列。补上，或把某一列对应到“班级编号”或“班级名称”。",
    ]);
  });

  test("a person's choice stands as it is", () => {
    const { found } = table([
      ["甲", "乙"],
      ["张三", "x"],
      ["李四", 2],
    ]);
    const mapping = mappingFrom(
      found,
      ROSTER,
      new Map([
        ["A", "personName"],
        ["B", null],
      ]),
    );
    expect(mapping.columns.map((c) => [c.field?.name, c.state])).toEqual([
      ["personName", "MATCHED"],
      [undefined, "IGNORED"],
    ]);
  });

  test("a column per indicator is a figures table, scaled to the base unit", () => {
    const { found, rows } = table([
      ["学院", "月份", "培训人次（万人次）", "培训资金到账额（万元）", "出勤率"],
      ["甲学院", "2026年10月", 0.5, 20.38, "63.4%"],
    ]);
    const target = figuresTarget([
      { code: "TR01", nameZh: "培训人次", nameEn: "Training participations", unit: "人次" },
      { code: "FN01", nameZh: "培训资金到账额", nameEn: "Training income received", unit: "元" },
      { code: "TR30", nameZh: "出勤率", nameEn: "Attendance", unit: "比率" },
    ]);
    const best = guessTarget(found, [...TARGETS.filter((t) => t.name !== "figures"), target], rows)[0]?.mapping;
    expect(best?.target.name).toBe("figures");
    const row = normaliseRow(rows[0] as TableRow, best as never, { sheet: "表", lists: LISTS });
    expect(row.values).toEqual({
      organization: "甲学院",
      period: "2026M10",
      "indicator:TR01": "5000",
      "indicator:FN01": "203800",
      "indicator:TR30": "0.634",
    });
  });
});

describe("Reading the cells of a row", () => {
  const roster = (...cells: readonly Value[]) => {
    const { found, rows } = table([["姓名", "证件号码", "性别", "人员类别", "成绩", "结业日期"], cells]);
    return normaliseRow(rows[0] as TableRow, proposeMapping(found, ROSTER), { sheet: "表", lists: LISTS });
  };

  test("good cells become typed values; the identity number leaves apart", () => {
    const id = sampleId("19900203", "022");
    const row = roster("　甲　", id, "女", "高校毕业生、农民工", "９０．５", "2026年10月3日");
    expect(row.values).toEqual({
      personName: "甲",
      sex: "2",
      categories: ["graduate", "rural"],
      score: "90.5",
      completedOn: "2026-10-03",
    });
    expect(row.identity).toMatchObject({ number: id, birthDate: "1990-02-03", sex: "female" });
    expect([row.label, row.findings]).toEqual(["甲", []]);
  });

  test("digits lost in Excel are told without the number", () => {
    const row = roster("甲", 990000199001010000, null, null, null, null);
    expect(row.findings.map((f) => [f.code, f.row, f.column, f.field])).toEqual([["idDigitsLost", 2, "B", "idNumber"]]);
    expect(JSON.stringify(row)).not.toContain("99000019900101");
    expect(wordFinding(row.findings[0] as never)).toBe(
      "B2 证件号末三位变成 000，是 Excel 转成数字造成的。把该列设为文本后重填。",
    );
  });

  test("every bad cell of a row is found, none stops at the first", () => {
    const row = roster("无", "12345", "男女", "某某", "一百", "10月");
    expect(row.findings.map((f) => f.code)).toEqual([
      "required",
      "idMalformed",
      "unknownCode",
      "unknownCode",
      "confirmNumber",
      "notADate",
    ]);
  });

  test("a near miss in a list is asked about, not taken", () => {
    const row = roster("甲", sampleId("19900101", "013"), null, "高校毕业", null, null);
    expect(row.findings.map((f) => [f.code, f.args.reading])).toEqual([["similarCode", "高校毕业生"]]);
    expect(row.values.categories).toBeUndefined();
  });

  test("无 and — are blanks that keep their meaning", () => {
    const row = roster("甲", sampleId("19900101", "013"), "—", "无", "/", null);
    expect(row.blanks).toEqual({ sex: "notApplicable", categories: "none", score: "notApplicable" });
    expect(row.findings).toEqual([]);
  });

  test("money in 万元 is stored in 元, unless the cell says its own unit", () => {
    const { found, rows } = table([
      ["会员单位", "信用代码", "实缴会费（万元）"],
      ["甲", "51440300MJ0000000" + usccCheckDigit("51440300MJ0000000"), 0.5],
      ["乙", "51440300MJ00000001", "5000元"],
    ]);
    const mapping = proposeMapping(found, MEMBERS);
    const read = rows.map((row) => normaliseRow(row, mapping, { sheet: "表", lists: LISTS }));
    expect(read.map((r) => r.values.feePaid)).toEqual(["5000", "5000"]);
    expect(read[1]?.findings.map((f) => [f.code, f.severity])).toEqual([["usccBadCheckDigit", "warn"]]);
  });

  test("单位：万元 in the caption counts for money columns that say none", () => {
    const { found, rows } = table([
      ["会费台账（单位：万元）"],
      ["会员单位", "实缴会费", "会员编号"],
      ["甲", 0.2, "A1"],
    ]);
    const mapping = proposeMapping(found, MEMBERS);
    const read = normaliseRow(rows[0] as TableRow, mapping, {
      sheet: "表",
      lists: LISTS,
      moneyUnit: tableUnit(found) as string,
    });
    expect(read.values.feePaid).toBe("2000");
  });

  test("a code of more than fifteen digits in a number cell is not trusted", () => {
    const { found, rows } = table([
      ["会员单位", "会员编号"],
      ["甲", "x"],
      ["乙", 1234567890123456800],
    ]);
    const read = normaliseRow(rows[1] as TableRow, proposeMapping(found, MEMBERS), { sheet: "表", lists: LISTS });
    expect(read.findings.map((f) => f.code)).toEqual(["codeDigitsLost"]);
  });
});
