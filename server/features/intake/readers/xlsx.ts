/**
 * Streams .xlsx workbooks: rows come as they are unpacked, memory stays bounded, numbers keep the text of the file.
 * Refuses what is over a limit, locked or not well formed; never runs formulas, links or macros.
 */
import type { SheetInfo, WorkbookReader } from "../cell.js";
import { IntakeRefusal } from "../refusal.js";
import { READER_LIMITS, type ReaderLimits } from "./limits.js";
import { readMerges } from "./merges.js";
import { builtInFormat } from "./number-format.js";
import { openPackage, type Package } from "./package.js";
import { readSharedStrings } from "./shared-strings.js";
import { readRows } from "./sheet-rows.js";
import type { StringTable } from "./string-table.js";
import { localName, readXml } from "./xml.js";

/** Excel lets a format be 255 characters long and a sheet's name 31. */
const LONGEST_FORMAT = 1024;
const LONGEST_NAME = 100;

interface Layout {
  readonly sheets: readonly (SheetInfo & { readonly part: string })[];
  readonly date1904: boolean;
  readonly sharedStrings: string | undefined;
  readonly styles: string | undefined;
}

export async function openXlsx(
  source: string | Buffer,
  file: string,
  limits: ReaderLimits = READER_LIMITS,
): Promise<WorkbookReader> {
  const zip = await openPackage(source, file, limits);
  try {
    const layout = await readLayout(zip, file, limits);
    const formats = layout.styles ? await readFormats(zip, layout.styles, file, limits) : [];
    let strings: Promise<StringTable> | undefined;
    const shared = () => (strings ??= readSharedStrings(zip, layout.sharedStrings, file, limits));
    const sheet = (index: number) => {
      const found = layout.sheets[index];
      if (!found) throw new RangeError(`No sheet ${index}`);
      return found;
    };
    return {
      format: "xlsx",
      sheets: layout.sheets.map(({ name, hidden, index }) => ({ name, hidden, index })),
      rows: (index) => readRows(zip, sheet(index), { shared, formats, date1904: layout.date1904, file, limits }),
      merges: (index) => readMerges(zip, sheet(index).part, file, limits),
      close: async () => {
        zip.close();
        (await strings?.catch(() => undefined))?.close();
      },
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function readRelations(
  zip: Package,
  part: string,
  file: string,
  limits: ReaderLimits,
): Promise<ReadonlyMap<string, { type: string; target: string }>> {
  const relations = new Map<string, { type: string; target: string }>();
  const folder = part.includes("/") ? part.slice(0, part.lastIndexOf("/") + 1) : "";
  const rels = `${folder}_rels/${part.slice(folder.length)}.rels`;
  if (!zip.has(rels)) return relations;
  await readXml(zip, rels, file, limits.layoutBytes, {
    open: (name, a) => {
      if (name !== "Relationship" || a.TargetMode === "External") return;
      const type = (a.Type ?? "").split("/").at(-1) ?? "";
      relations.set(a.Id ?? "", { type, target: resolvePart(folder, a.Target ?? "") });
    },
  });
  return relations;
}

function resolvePart(folder: string, target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const steps: string[] = [];
  for (const step of `${folder}${target}`.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}

async function readLayout(zip: Package, file: string, limits: ReaderLimits): Promise<Layout> {
  const root = [...(await readRelations(zip, "", file, limits)).values()].find(
    (r) => r.type === "officeDocument",
  )?.target;
  const workbook = root && zip.has(root) ? root : "xl/workbook.xml";
  refuseOtherFormats(zip, workbook, file);
  const relations = await readRelations(zip, workbook, file, limits);
  const sheets: (SheetInfo & { part: string })[] = [];
  const parts = new Set<string>();
  let date1904 = false;
  await readXml(zip, workbook, file, limits.layoutBytes, {
    open: (name, a) => {
      if (name === "workbookPr") date1904 = a.date1904 === "1" || a.date1904 === "true";
      if (name !== "sheet") return;
      const id = Object.entries(a).find(([k]) => localName(k) === "id" && k !== "id")?.[1] ?? "";
      const relation = relations.get(id);
      // Chart and dialog sheets have no cells.
      if (!relation || relation.type !== "worksheet") return;
      // Two sheets of one part would be read twice over.
      if (parts.has(relation.target)) throw new IntakeRefusal("corrupted", { file, part: workbook });
      parts.add(relation.target);
      const hidden = a.state === "hidden" || a.state === "veryHidden";
      sheets.push({ name: (a.name ?? "").slice(0, LONGEST_NAME), hidden, index: sheets.length, part: relation.target });
      if (sheets.length > limits.sheets)
        throw new IntakeRefusal("tooManySheets", { file, count: sheets.length, limit: limits.sheets });
    },
  });
  // A workbook of nothing, or of what lies elsewhere.
  if (sheets.length === 0) throw new IntakeRefusal("corrupted", { file, part: workbook });
  const partOf = (type: string) => [...relations.values()].find((r) => r.type === type && zip.has(r.target))?.target;
  return { sheets, date1904, sharedStrings: partOf("sharedStrings"), styles: partOf("styles") };
}

function refuseOtherFormats(zip: Package, workbook: string, file: string): void {
  if (zip.has(workbook) && !workbook.endsWith(".bin")) return;
  if (zip.has("xl/workbook.bin")) throw new IntakeRefusal("unsupportedFormat", { file, format: "XLSB" });
  if (zip.has("content.xml")) throw new IntakeRefusal("unsupportedFormat", { file, format: "ODS" });
  if (zip.has("word/document.xml")) throw new IntakeRefusal("unsupportedFormat", { file, format: "Word" });
  if (zip.has("ppt/presentation.xml")) throw new IntakeRefusal("unsupportedFormat", { file, format: "PowerPoint" });
  throw new IntakeRefusal("notAWorkbook", { file });
}

/** The number format of each cell style, by style index. */
async function readFormats(
  zip: Package,
  part: string,
  file: string,
  limits: ReaderLimits,
): Promise<readonly (string | undefined)[]> {
  const custom = new Map<number, string>();
  const formatOf = (code: string): string => {
    if (code.length > LONGEST_FORMAT) throw new IntakeRefusal("corrupted", { file, part });
    return code;
  };
  const formats: (string | undefined)[] = [];
  let inCellFormats = false;
  await readXml(zip, part, file, limits.layoutBytes, {
    open: (name, a) => {
      if (name === "numFmt") custom.set(Number(a.numFmtId), formatOf(a.formatCode ?? ""));
      else if (name === "cellXfs") inCellFormats = true;
      else if (name === "xf" && inCellFormats) {
        const id = Number(a.numFmtId ?? 0);
        formats.push(custom.get(id) ?? builtInFormat(id));
        if (formats.length > limits.styles)
          throw new IntakeRefusal("tooLarge", { file, part: "cellXfs", size: formats.length, limit: limits.styles });
      }
    },
    close: (name) => {
      if (name === "cellXfs") inCellFormats = false;
    },
  });
  return formats;
}
