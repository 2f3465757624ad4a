/** Files made to hurt, and the packages they are made of. All are made when asked for; nothing of them is kept. */
import { deflateRawSync } from "node:zlib";

/** A zip of the given parts; `declare` lies about a part's size. */
export function zip(
  parts: Readonly<Record<string, string | Buffer>>,
  declare: Readonly<Record<string, number>> = {},
): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content as string);
    const packed = deflateRawSync(bytes, { level: 9 });
    const size = declare[name] ?? bytes.length;
    const title = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(title.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(title.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, title, packed);
    central.push(entry, title);
    offset += local.length + title.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

export const WORKBOOK = `<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="甲" sheetId="1" r:id="rId1"/></sheets></workbook>`;
export const RELS = `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`;
/** A workbook of one sheet, 甲. */
export const package_ = (sheet: string, more: Readonly<Record<string, string>> = {}, declare = {}) =>
  zip(
    { "xl/workbook.xml": WORKBOOK, "xl/_rels/workbook.xml.rels": RELS, "xl/worksheets/sheet1.xml": sheet, ...more },
    declare,
  );

/** A sheet's text around its rows. */
const sheetOf = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
const HEADER = `<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>`;

/** What is sent, under which name, and the finding that refuses it. */
export interface HostileFile {
  readonly what: string;
  readonly name: string;
  readonly bytes: () => Buffer;
  readonly code: string;
}

export const HOSTILE_FILES: readonly HostileFile[] = [
  {
    ...{ what: "a zip bomb of empty rows", name: "bomb.xlsx", code: "SUSPICIOUS_COMPRESSION" },
    bytes: () => package_(sheetOf("<row/>".repeat(3_000_000))),
  },
  {
    ...{ what: "a part that lies about its size", name: "lie.xlsx", code: "CORRUPTED" },
    bytes: () =>
      package_(sheetOf("<row><c><v>1</v></c></row>".repeat(100_000)), {}, { "xl/worksheets/sheet1.xml": 50_000 }),
  },
  {
    ...{ what: "entities that grow", name: "laughs.xlsx", code: "CORRUPTED" },
    bytes: () =>
      package_(`<!DOCTYPE a [<!ENTITY b "haha"><!ENTITY c "&b;&b;&b;&b;">]>${sheetOf("<row><c><v>&c;</v></c></row>")}`),
  },
  {
    ...{ what: "an entity from a file of the hub", name: "xxe.xlsx", code: "CORRUPTED" },
    bytes: () =>
      package_(`<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${sheetOf("<row><c><v>&x;</v></c></row>")}`),
  },
  {
    ...{ what: "four thousand and one parts", name: "parts.xlsx", code: "TOO_LARGE" },
    bytes: () => zip(Object.fromEntries(Array.from({ length: 4001 }, (_, n) => [`xl/media/${n}.bin`, ""]))),
  },
  {
    ...{ what: "a sheet of 16,385 columns", name: "wide.xlsx", code: "TOO_MANY_COLUMNS" },
    bytes: () => package_(sheetOf(`<row r="1">${"<c><v>1</v></c>".repeat(16_385)}</row>`)),
  },
  {
    ...{ what: "a sheet that is somewhere else", name: "outside.xlsx", code: "CORRUPTED" },
    bytes: () =>
      zip({
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": RELS.replace("worksheets/sheet1.xml", "../../../etc/passwd"),
      }),
  },
  {
    ...{ what: "a web page called a workbook", name: "page.xls", code: "HTML_DISGUISED" },
    bytes: () => Buffer.from("<html><table><tr><td>=1+1</td></tr></table></html>"),
  },
  {
    ...{ what: "an old workbook of rubbish", name: "rubbish.xls", code: "TRUNCATED" },
    bytes: () => Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(64 * 1024, 0xff)]),
  },
  {
    ...{ what: "a quote that never ends", name: "quote.csv", code: "BROKEN_QUOTES" },
    bytes: () => Buffer.from(`姓名,班级\n"${"一".repeat(3_000_000)}`),
  },
  { what: "a program", name: "macro.pdf", code: "UNSUPPORTED_FORMAT", bytes: () => Buffer.from("%PDF-1.7 \n") },
];

/** Far apart, but few: read like any other sheet. */
export const sparseSheet = (): Buffer =>
  package_(sheetOf(`${HEADER}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`));
