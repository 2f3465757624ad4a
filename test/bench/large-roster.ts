/**
 * Writes a roster of any length as .xlsx, row by row: a class ledger and the people in its classes, as Excel would store
 * them (shared strings, styled dates). Everybody is invented; their numbers are of region 990000, which does not exist.
 */
import { createWriteStream, type WriteStream } from "node:fs";
import { once } from "node:events";
import { crc32, createDeflateRaw } from "node:zlib";
import { checkDigitOf } from "../../server/domain/identity-number.js";

export const PEOPLE_PER_CLASS = 40;
const CLASS_HEADERS = ["班级编号", "班级名称", "开班日期", "结束日期", "课时", "培训方式"];
const ROSTER_HEADERS = [
  "序号", "班级编号", "姓名", "性别", "身份证号", "联系电话", "文化程度", "人员类别", "技能等级", "报名日期", "结业日期", "完成学时", "成绩", "考核结果",
]; // prettier-ignore

/** Text, a number, or a day as Excel counts days. */
type Value = string | number | { readonly day: number };

export interface LargeRoster {
  readonly rows: number;
  readonly classes: number;
}

/** `faulty`: every how many-th row carries a code that no list knows. */
export async function writeLargeRoster(
  path: string,
  rows: number,
  { faulty = 0, prefix = "DZ" }: { readonly faulty?: number; readonly prefix?: string } = {},
): Promise<LargeRoster> {
  const classes = Math.ceil(rows / PEOPLE_PER_CLASS);
  const strings = new SharedStrings();
  const zip = new ZipWriter(createWriteStream(path));
  for (const [name, text] of Object.entries(FIXED_PARTS)) await zip.add(name, [text]);
  await zip.add(
    "xl/worksheets/sheet1.xml",
    sheet(strings, CLASS_HEADERS, classes, (i) => classRow(i, prefix)),
  );
  await zip.add(
    "xl/worksheets/sheet2.xml",
    sheet(strings, ROSTER_HEADERS, rows, (i) => personRow(i, prefix, faulty)),
  );
  await zip.add("xl/sharedStrings.xml", strings.parts());
  await zip.end();
  return { rows, classes };
}

// ── What stands in the rows ─────────────────────────────────────────────────────────────────────────────────────

const classCode = (index: number, prefix: string): string => `${prefix}-${String(index + 1).padStart(5, "0")}`;
const FIRST_DAY = 46_300;

function classRow(index: number, prefix: string): readonly Value[] {
  const starts = FIRST_DAY - (index % 200);
  const name = `大表示例第${index + 1}班`;
  return [classCode(index, prefix), name, { day: starts }, { day: starts + 9 }, 40, "线下"];
}

const EDUCATION = ["初中", "高中", "专科", "本科"];
const CATEGORIES = ["企业职工", "农村转移就业劳动者", "登记失业人员", "脱贫劳动力"];
const LEVELS = ["五级/初级工", "四级/中级工", "三级/高级工"];
const SYLLABLES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥";

function personRow(index: number, prefix: string, faulty: number): readonly Value[] {
  const starts = FIRST_DAY - (Math.floor(index / PEOPLE_PER_CLASS) % 200);
  const isFaulty = faulty > 0 && index % faulty === faulty - 1;
  const pick = (list: readonly string[]): string => list[index % list.length] ?? "";
  return [
    index + 1,
    classCode(Math.floor(index / PEOPLE_PER_CLASS), prefix),
    `例${SYLLABLES[index % 22]}${SYLLABLES[Math.floor(index / 22) % 22]}${SYLLABLES[Math.floor(index / 484) % 22]}`,
    isFaulty ? "不明性别" : isMan(index) ? "男" : "女",
    idNumber(index),
    `139${String(10_000_000 + ((index * 7919) % 89_999_999))}`,
    pick(EDUCATION),
    pick(CATEGORIES),
    pick(LEVELS),
    { day: starts - 7 },
    { day: starts + 9 },
    40,
    60 + (index % 41),
    "合格",
  ];
}

const isMan = (index: number): boolean => serialOf(index) % 2 === 1;
const serialOf = (index: number): number => (index % 999) + 1;

function idNumber(index: number): string {
  const day = Math.floor(index / 999);
  const date = `${1960 + (Math.floor(day / 336) % 45)}${two((Math.floor(day / 28) % 12) + 1)}${two((day % 28) + 1)}`;
  const body = `990000${date}${String(serialOf(index)).padStart(3, "0")}`;
  return body + checkDigitOf(body);
}

const two = (n: number): string => String(n).padStart(2, "0");

// ── How a workbook is spelled ───────────────────────────────────────────────────────────────────────────────────

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const override = (part: string, type: string): string =>
  `<Override PartName="${part}" ContentType="${TYPES}.${type}+xml"/>`;
const relation = (id: number, type: string, target: string): string =>
  `<Relationship Id="rId${id}" Type="${RELS}/${type}" Target="${target}"/>`;
const relations = (list: string): string =>
  `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list}</Relationships>`;

const FIXED_PARTS: Readonly<Record<string, string>> = {
  "[Content_Types].xml": `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override("/xl/workbook.xml", "sheet.main")}${override("/xl/worksheets/sheet1.xml", "worksheet")}${override("/xl/worksheets/sheet2.xml", "worksheet")}${override("/xl/styles.xml", "styles")}${override("/xl/sharedStrings.xml", "sharedStrings")}</Types>`,
  "_rels/.rels": relations(relation(1, "officeDocument", "xl/workbook.xml")),
  "xl/workbook.xml": `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELS}"><sheets><sheet name="班级台账" sheetId="1" r:id="rId1"/><sheet name="学员名册" sheetId="2" r:id="rId2"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": relations(
    relation(1, "worksheet", "worksheets/sheet1.xml") +
      relation(2, "worksheet", "worksheets/sheet2.xml") +
      relation(3, "styles", "styles.xml") +
      relation(4, "sharedStrings", "sharedStrings.xml"),
  ),
  "xl/styles.xml": `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
};

/** Texts in the order of their first use; the few that repeat are stored once. */
class SharedStrings {
  private readonly texts: string[] = [];
  private readonly known = new Map<string, number>();

  indexOf(text: string): number {
    const found = this.known.get(text);
    if (found !== undefined) return found;
    const index = this.texts.push(text) - 1;
    // What may come back soon is remembered; of numbers and names there are too many.
    if (!/^\d{11,}/u.test(text)) this.known.set(text, index);
    return index;
  }

  *parts(): Iterable<string> {
    yield `${HEAD}<sst xmlns="${MAIN}" uniqueCount="${this.texts.length}">`;
    for (const text of this.texts) yield `<si><t>${text}</t></si>`;
    yield "</sst>";
  }
}

function* sheet(
  strings: SharedStrings,
  headers: readonly string[],
  rows: number,
  rowOf: (index: number) => readonly Value[],
): Iterable<string> {
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rowText(1, headers, strings)}`;
  for (let index = 0; index < rows; index += 1) yield rowText(index + 2, rowOf(index), strings);
  yield "</sheetData></worksheet>";
}

function rowText(number: number, values: readonly Value[], strings: SharedStrings): string {
  const cells = values.map((value, column) => {
    const place = `${String.fromCharCode(65 + column)}${number}`;
    if (typeof value === "string") return `<c r="${place}" t="s"><v>${strings.indexOf(value)}</v></c>`;
    return typeof value === "number"
      ? `<c r="${place}"><v>${value}</v></c>`
      : `<c r="${place}" s="1"><v>${value.day}</v></c>`;
  });
  return `<row r="${number}">${cells.join("")}</row>`;
}

// ── The package ─────────────────────────────────────────────────────────────────────────────────────────────────

interface Entry {
  readonly name: Buffer;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** A zip whose parts are as long as they turn out to be: sizes stand behind each part and in the directory. */
class ZipWriter {
  private readonly entries: Entry[] = [];
  private offset = 0;

  constructor(private readonly out: WriteStream) {}

  async add(name: string, text: Iterable<string>): Promise<void> {
    const label = Buffer.from(name, "utf8");
    const start = this.offset;
    await this.write(Buffer.concat([numbers([4, 0x04034b50], [2, 20], [2, 0x0808], [2, 8], [4, 0x21 << 16], [4, 0], [4, 0], [4, 0], [2, label.length], [2, 0]), label])); // prettier-ignore
    const before = this.offset;
    const { crc, size } = await this.deflate(text);
    const packed = this.offset - before;
    await this.write(numbers([4, 0x08074b50], [4, crc], [4, packed], [4, size]));
    this.entries.push({ name: label, crc, packed, size, offset: start });
  }

  async end(): Promise<void> {
    const start = this.offset;
    for (const { name, crc, packed, size, offset } of this.entries) {
      await this.write(Buffer.concat([numbers([4, 0x02014b50], [2, 20], [2, 20], [2, 0x0808], [2, 8], [4, 0x21 << 16], [4, crc], [4, packed], [4, size], [2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), name])); // prettier-ignore
    }
    const count = this.entries.length;
    await this.write(numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, this.offset - start], [4, start], [2, 0])); // prettier-ignore
    this.out.end();
    await once(this.out, "finish");
  }

  private async deflate(text: Iterable<string>): Promise<{ crc: number; size: number }> {
    const packer = createDeflateRaw({ level: 4 });
    const flowing = (async () => {
      for await (const chunk of packer) await this.write(chunk as Buffer);
    })();
    let crc = 0;
    let size = 0;
    let waiting = "";
    const flush = async (): Promise<void> => {
      const bytes = Buffer.from(waiting, "utf8");
      waiting = "";
      crc = crc32(bytes, crc);
      size += bytes.length;
      if (!packer.write(bytes)) await once(packer, "drain");
    };
    for (const piece of text) {
      waiting += piece;
      if (waiting.length > 65_536) await flush();
    }
    await flush();
    packer.end();
    await flowing;
    return { crc, size };
  }

  private async write(bytes: Buffer): Promise<void> {
    this.offset += bytes.length;
    if (!this.out.write(bytes)) await once(this.out, "drain");
  }
}

function numbers(...fields: readonly (readonly [width: 2 | 4, value: number])[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [width]) => sum + width, 0));
  let at = 0;
  for (const [width, value] of fields) {
    bytes.writeUIntLE(value >>> 0, at, width);
    at += width;
  }
  return bytes;
}
