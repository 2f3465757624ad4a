/**
 * Workbooks and texts that cost their reader far more than their sender, one of each kind, in two sizes: as few rows as
 * show the kind, for tests, and as many as somebody would really send, for measuring. All are made when asked for.
 */
import * as XLSX from "@e965/xlsx";
import type { IntakeRefusalCode } from "../../server/features/intake/refusal.js";
import { package_, RELS, WORKBOOK, zip } from "./hostile-files.js";

export interface HostileKind {
  readonly what: string;
  /** What it calls itself. */
  readonly name: string;
  readonly code: IntakeRefusalCode;
  /** `few` shows the kind, `many` is what is sent to hurt. */
  readonly bytes: (size: "few" | "many") => Buffer;
}

const times = (count: number, part: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => part(n)).join("");

/** 1 is A, 16,384 is XFD. */
export function columnLetters(column: number): string {
  return column === 0
    ? ""
    : columnLetters(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26));
}

const HEADER = `<row r="1">${["姓名", "班级编号", "证件号码"].map((text, n) => `<c r="${columnLetters(n + 1)}1" t="inlineStr"><is><t>${text}</t></is></c>`).join("")}</row>`;
const sheet = (rows: string, after = ""): string =>
  `<worksheet><sheetData>${HEADER}${rows}</sheetData>${after}</worksheet>`;
const ONE = `<row r="2"><c r="A2"><v>1</v></c></row>`;
const ONE_SHARED = `<row r="2"><c r="A2" t="s"><v>0</v></c></row>`;

/** A workbook whose sheet shares its texts, or has styles, in a part of its own. */
const withPart = (rows: string, kind: "sharedStrings" | "styles", content: string): Buffer =>
  package_(sheet(rows), {
    "xl/_rels/workbook.xml.rels": RELS.replace(
      "</Relationships>",
      `<Relationship Id="rId9" Type="x/${kind}" Target="${kind}.xml"/></Relationships>`,
    ),
    [`xl/${kind}.xml`]: content,
  });

const PACKAGES: readonly HostileKind[] = [
  {
    what: "a part that climbs out of its folder",
    name: "climbs.xlsx",
    code: "unsafePackage",
    bytes: () => zip({ "xl/workbook.xml": WORKBOOK, "../../evil.xml": "x" }),
  },
  {
    what: "a part at the root of the disk",
    name: "absolute.xlsx",
    code: "unsafePackage",
    bytes: () => zip({ "/etc/evil.xml": "x", "xl/workbook.xml": WORKBOOK }),
  },
  {
    what: "two parts of one name",
    name: "twice.xlsx",
    code: "unsafePackage",
    bytes: () => zip({ "xl/workbook.xml": WORKBOOK, "XL/Workbook.xml": WORKBOOK }),
  },
  {
    ...{ what: "two sheets of one part", name: "same-part.xlsx", code: "corrupted" },
    bytes: () =>
      zip({
        "xl/workbook.xml": WORKBOOK.replace("</sheets>", `<sheet name="乙" sheetId="2" r:id="rId1"/></sheets>`),
        "xl/_rels/workbook.xml.rels": RELS,
        "xl/worksheets/sheet1.xml": sheet(""),
      }),
  },
  {
    ...{ what: "a bomb under another part's name", name: "other-name.xlsx", code: "suspiciousCompression" },
    bytes: () =>
      zip({
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": RELS.replace("sheet1.xml", "sheet1.bin"),
        "xl/worksheets/sheet1.bin": sheet("<row/>".repeat(3_000_000)),
      }),
  },
  {
    what: "a bomb of shared texts",
    name: "texts.xlsx",
    code: "suspiciousCompression",
    bytes: () =>
      withPart(ONE_SHARED, "sharedStrings", `<sst>${"<si><t>一一一一一一一一</t></si>".repeat(2_000_000)}</sst>`),
  },
  {
    what: "entities among the shared texts",
    name: "entities.xlsx",
    code: "corrupted",
    bytes: () => withPart(ONE_SHARED, "sharedStrings", `<!DOCTYPE a [<!ENTITY b "ha">]><sst><si><t>&b;</t></si></sst>`),
  },
];

const SHEETS: readonly HostileKind[] = [
  {
    ...{ what: "cells scattered over the whole sheet", name: "scattered.xlsx", code: "tooSparse" },
    bytes: (size) =>
      package_(
        sheet(
          times(
            size === "few" ? 60_000 : 1_000_000,
            (n) =>
              `<row r="${n + 2}"><c r="${columnLetters(1 + ((n * 7919) % 16_384))}${n + 2}"><v>${n % 977}</v></c></row>`,
          ),
        ),
      ),
  },
  {
    ...{ what: "values to the last column", name: "wide.xlsx", code: "tooManyColumns" },
    bytes: (size) =>
      package_(
        sheet(
          times(
            size === "few" ? 2 : 300,
            (r) =>
              `<row r="${r + 2}">${times(16_384, (n) => `<c r="${columnLetters(n + 1)}${r + 2}"><v>${(r * n) % 97}</v></c>`)}</row>`,
          ),
        ),
      ),
  },
  {
    ...{ what: "empty cells to the last column", name: "formatted.xlsx", code: "tooManyColumns" },
    bytes: (size) =>
      package_(
        sheet(
          times(
            size === "few" ? 25 : 300,
            (r) => `<row r="${r + 2}">${times(16_384, (n) => `<c r="${columnLetters(n + 1)}${r + 2}" s="1"/>`)}</row>`,
          ),
        ),
      ),
  },
  {
    ...{ what: "one long text on every row", name: "one-text.xlsx", code: "tooMuchText" },
    bytes: (size) =>
      withPart(
        times(size === "few" ? 2_000 : 1_000_000, (n) => `<row r="${n + 2}"><c r="A${n + 2}" t="s"><v>0</v></c></row>`),
        "sharedStrings",
        `<sst><si><t>${"一".repeat(32_767)}</t></si></sst>`,
      ),
  },
  {
    what: "elements a hundred thousand deep",
    name: "deep.xlsx",
    code: "corrupted",
    bytes: () => package_(`<worksheet>${"<a>".repeat(100_000)}`),
  },
  {
    what: "an element of three hundred thousand attributes",
    name: "attributes.xlsx",
    code: "corrupted",
    bytes: () => package_(`<worksheet ${times(300_000, (n) => `a${n}="" `)}/>`),
  },
  {
    what: "a comment of megabytes",
    name: "comment.xlsx",
    code: "corrupted",
    bytes: () => package_(`<worksheet><!--${times(700_000, (n) => String(n * 7919))}--></worksheet>`),
  },
  {
    what: "merges over the whole sheet, one on the other",
    name: "merges.xlsx",
    code: "corrupted",
    bytes: () => package_(sheet(ONE, `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(100_000)}</mergeCells>`)),
  },
  {
    what: "merges that never end",
    name: "unclosed.xlsx",
    code: "corrupted",
    bytes: () => package_(sheet(ONE, "<mergeCell ".repeat(300_000))),
  },
  {
    what: "more styles than Excel keeps",
    name: "styles.xlsx",
    code: "tooLarge",
    bytes: () =>
      withPart("", "styles", `<styleSheet><cellXfs>${'<xf numFmtId="0"/>'.repeat(70_000)}</cellXfs></styleSheet>`),
  },
  {
    what: "a number format of brackets",
    name: "format.xlsx",
    code: "corrupted",
    bytes: () =>
      withPart(
        `<row r="2"><c r="A2" s="0"><v>1</v></c></row>`,
        "styles",
        `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="${"[".repeat(300_000)}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>`,
      ),
  },
];

const TEXTS: readonly HostileKind[] = [
  {
    what: "a line without an end",
    name: "line.csv",
    code: "brokenQuotes",
    bytes: (size) => Buffer.from(`姓名,班级\n${"一".repeat(size === "few" ? 2_000_000 : 30_000_000)}`),
  },
  {
    what: "a million columns",
    name: "columns.csv",
    code: "tooManyColumns",
    bytes: () => Buffer.from(`姓名,班级\n${"1,".repeat(1_000_000)}`),
  },
  {
    what: "a thousand and more tables under each other",
    name: "tables.csv",
    code: "tooManyTables",
    bytes: () =>
      Buffer.from(
        times(1_100, (n) => `姓名,班级编号,${n % 2 ? "证件号码" : "成绩"}\n甲${n},B${n},1\n乙,B${n},2\n\n\n`),
      ),
  },
  {
    what: "zeros",
    name: "zeros.csv",
    code: "notAWorkbook",
    bytes: (size) => Buffer.alloc(size === "few" ? 1_000 : 50_000_000),
  },
  {
    what: "nothing but quotes",
    name: "quotes.csv",
    code: "brokenQuotes",
    bytes: (size) => Buffer.from(`姓名,班级\n${'"'.repeat(size === "few" ? 9_999 : 4_999_999)}`),
  },
];

// ── Old workbooks ───────────────────────────────────────────────────────────────────────────────────────────────

const SECTOR = 512;
/** Where the first table of sectors begins, in a file of the usual layout. */
const firstTable = (file: Buffer): number => (file.readUInt32LE(76) + 1) * SECTOR;

/** An honest old workbook with one thing bent. */
function bent(bend: (file: Buffer) => void): Buffer {
  const rows = [["姓名", "班级编号"], ...Array.from({ length: 5_000 }, (_, n) => [`示例${n}`, `T-${n}`])];
  const book = { SheetNames: ["甲"], Sheets: { 甲: XLSX.utils.aoa_to_sheet(rows) } };
  const file = XLSX.write(book, { type: "buffer", bookType: "biff8", bookSST: true }) as Buffer;
  bend(file);
  return file;
}

const words = (...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(2 * numbers.length);
  numbers.forEach((number, n) => bytes.writeUInt16LE(number, 2 * n));
  return bytes;
};
const record = (kind: number, content: Buffer): Buffer => Buffer.concat([words(kind, content.length), content]);
const numberAt = (row: number, column: number): Buffer => {
  const content = Buffer.alloc(14);
  content.writeUInt16LE(row, 0);
  content.writeUInt16LE(column, 2);
  content.writeDoubleLE(1, 6);
  return record(0x203, content);
};

/** A bare stream of records: those of the book, and those of its one sheet. */
function records(ofBook: Buffer, ofSheet: Buffer): Buffer {
  const begin = (kind: number): Buffer => record(0x809, words(0x600, kind, 0, 0, 0, 0, 0, 0));
  const end = record(10, Buffer.alloc(0));
  const entry = (place: number): Buffer => {
    const content = Buffer.alloc(9);
    content.writeUInt32LE(place, 0);
    content[6] = 1;
    content[8] = 65;
    return record(0x85, content);
  };
  const place = begin(5).length + entry(0).length + ofBook.length + end.length;
  return Buffer.concat([begin(5), entry(place), ofBook, end, begin(0x10), ofSheet, end]);
}

const OLD: readonly HostileKind[] = [
  {
    ...{ what: "chains that run in circles", name: "ring.xls", code: "truncated" },
    bytes: () =>
      bent((file) => {
        const table = firstTable(file);
        for (let n = 0; n < 128; n++)
          if (file.readUInt32LE(table + 4 * n) < 0xfffffff0) file.writeUInt32LE(n, table + 4 * n);
      }),
  },
  {
    ...{ what: "a list of tables that lists itself", name: "list.xls", code: "corrupted" },
    bytes: () =>
      bent((file) => {
        file.writeUInt32LE(0, 68);
        file.writeUInt32LE(1_000_000, 72);
        file.writeUInt32LE(0, SECTOR + 508);
      }),
  },
  {
    ...{ what: "folders within themselves", name: "folders.xls", code: "corrupted" },
    bytes: () =>
      bent((file) => {
        const folders = (file.readUInt32LE(48) + 1) * SECTOR;
        for (let n = 1; n < 4; n++) {
          file.writeUInt32LE(n, folders + 128 * n + 68);
          file.writeUInt32LE(1, folders + 128 * n + 72);
        }
      }),
  },
  {
    ...{ what: "a table of texts that runs backwards", name: "backwards.xls", code: "corrupted" },
    bytes: () =>
      records(
        record(0xfc, Buffer.from([1, 0, 0, 0, 0xff, 0xff, 0xff, 0x7f, 1, 0, 4, 0xf8, 0xff, 0xff, 0xff, 65])),
        Buffer.alloc(0),
      ),
  },
  {
    what: "cells beyond the last column",
    name: "far.xls",
    code: "corrupted",
    bytes: () => records(Buffer.alloc(0), Buffer.concat(Array.from({ length: 65_000 }, (_, n) => numberAt(n, 65_535)))),
  },
  {
    what: "cells scattered over the whole sheet",
    name: "scattered.xls",
    code: "tooSparse",
    bytes: () =>
      records(Buffer.alloc(0), Buffer.concat(Array.from({ length: 65_000 }, (_, n) => numberAt(n, (n * 37) % 256)))),
  },
  {
    what: "two million empty cells",
    name: "empty.xls",
    code: "mostlyEmpty",
    bytes: () =>
      records(Buffer.alloc(0), Buffer.concat(Array.from({ length: 2_000_000 }, () => record(0x201, words(0, 0, 0))))),
  },
];

export const HOSTILE_KINDS: readonly HostileKind[] = [...PACKAGES, ...SHEETS, ...TEXTS, ...OLD];

/** A roster as a school sends it, for comparison. */
export function honestRoster(rows: number): Buffer {
  return package_(
    sheet(
      times(
        rows,
        (n) =>
          `<row r="${n + 2}">${[`示例${n}`, `T-${n % 40}`, `F-${n}`].map((text, at) => `<c r="${columnLetters(at + 1)}${n + 2}" t="inlineStr"><is><t>${text}</t></is></c>`).join("")}</row>`,
      ),
    ),
  );
}
