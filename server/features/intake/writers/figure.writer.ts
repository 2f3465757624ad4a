/** Figures from a sheet, one column per indicator or indicator and value side by side: written as a batch of cells. */
import { createHash } from "node:crypto";
import { multiplyDecimals } from "../../../domain/decimal.js";
import { foldHeader } from "../../../domain/text.js";
import { columnLetter } from "../cell.js";
import { scaleOf, splitUnit } from "../units.rules.js";
import { writeFigures } from "../../figure/figure.batch.js";
import type { FigureCellInput } from "../../figure/figure.inputs.js";
import type { CellAnswer, Figure } from "../../figure/figure.objects.js";
import { figures, MOST_KEYS } from "../../figure/figure.service.js";
import type { Change } from "../staged.js";
import {
  firstSeen,
  isRefused,
  refused,
  report,
  textIn,
  type Pass,
  type Planned,
  type PlanRow,
  type Writer,
} from "./writer.js";

export interface FigureWork {
  readonly cells: readonly FigureCellInput[];
}

interface Wanted {
  readonly row: PlanRow;
  readonly field: string;
  readonly cell: FigureCellInput;
}

export const figureWriter: Writer<FigureWork> = { plan, write };

async function plan(pass: Pass, rows: readonly PlanRow[]): Promise<readonly Planned<FigureWork>[]> {
  const own = await ownKey(pass);
  const wanted = rows.flatMap((row) => cellsOf(pass, row, own));
  const based: (Wanted & { readonly current: Figure | undefined })[] = [];
  const tried: CellAnswer[] = [];
  for (const some of inParts(wanted)) {
    const current = await figures(
      pass.context,
      some.map(({ cell }) => cell),
    );
    const here = some.map(({ row, field, cell }, index) => ({
      row,
      field,
      cell: { ...cell, baseVersion: current[index]?.version ?? 0 },
      current: current[index],
    }));
    based.push(...here);
    const batch = { batchId: pass.batchId, cells: here.map(({ cell }) => cell), dryRun: true };
    tried.push(...(await writeFigures(pass.context, batch, { importId: pass.importId, rows: [] })).cells);
  }
  const answers = new Map<PlanRow, { changes: Change[]; cells: FigureCellInput[]; hadValue: boolean }>();
  based.forEach(({ row, field, cell, current: figure }, index) => {
    const answer = tried[index];
    const held = answers.get(row) ?? { changes: [], cells: [], hadValue: false };
    answers.set(row, held);
    if (answer?.outcome === "REFUSED")
      row.findings.push(
        ...answer.findings.map((f) => ({ ...f, severity: f.severity, sheet: row.table.sheet, row: row.row, field })),
      );
    if (answer?.outcome !== "WRITTEN") return;
    held.cells.push(cell);
    held.hadValue ||= figure?.value != null;
    held.changes.push({
      field,
      label: figure?.indicatorName ?? field,
      from: figure?.value ?? null,
      to: answer.figure?.value ?? null,
    });
  });
  return rows.map((row): Planned<FigureWork> => {
    if (isRefused(row)) return refused(row);
    const answer = answers.get(row);
    const outcome = !answer || answer.changes.length === 0 ? "unchanged" : answer.hadValue ? "changed" : "new";
    return {
      source: row,
      outcome,
      label: row.label,
      changes: answer?.changes ?? [],
      register: "Figure",
      rowId: null,
      work: { cells: answer?.cells ?? [] },
    };
  });
}

async function ownKey(pass: Pass): Promise<string> {
  const row = await pass.db
    .selectFrom("organization")
    .select(["code", "name"])
    .where("id", "=", pass.orgId)
    .executeTakeFirst();
  return row?.code ?? row?.name ?? "";
}

function cellsOf(pass: Pass, row: PlanRow, own: string): readonly Wanted[] {
  if (isRefused(row)) return [];
  const organization = textIn(row, "organizationCode") ?? textIn(row, "organization") ?? own;
  const period = textIn(row, "period") ?? row.table.period;
  if (period === null) {
    report(row, "period", "required", { label: "期间" });
    return [];
  }
  const long = indicatorOf(row);
  const fields = Object.keys(row.typed.values).filter((name) => name.startsWith("indicator:"));
  const pairs: readonly (readonly [string, string])[] = [
    ...(long !== null && row.typed.values.value !== undefined ? [["value", long] as const] : []),
    ...fields.map((name) => [name, name.slice("indicator:".length)] as const),
  ];
  return pairs.flatMap(([field, indicator]): Wanted[] => {
    const value = field === "value" ? inIndicatorUnit(row, indicator) : textIn(row, field);
    if (!firstSeen(pass, row, `figure ${organization} ${indicator} ${period}`, field, "个数")) return [];
    const column = row.table.columns.find((c) => c.field === field)?.column.index ?? row.table.detected.firstColumn;
    const place = `'${row.table.sheet.replaceAll("'", "''")}'!${columnLetter(column)}${row.row}`;
    return [
      {
        row,
        field,
        cell: { organization, indicator, period, value, baseVersion: 0, place, reason: textIn(row, "reason") },
      },
    ];
  });
}

/** A code, or the code of the indicator that bears this name. */
function indicatorOf(row: PlanRow): string | null {
  const code = textIn(row, "indicatorCode");
  const name = textIn(row, "indicator");
  const isKnown = row.target.fields.some((f) => f.indicator === code?.toUpperCase());
  if (code !== null && (isKnown || name === null)) return code;
  if (name === null) return null;
  const folded = foldHeader(splitUnit(name).text);
  return (
    row.target.fields.find((f) => f.indicator && f.synonyms.some((s) => foldHeader(s) === folded))?.indicator ?? name
  );
}

/** A unit named beside the value (万元) counts; the indicator's own unit is what is stored. */
function inIndicatorUnit(row: PlanRow, indicator: string): string | null {
  const value = textIn(row, "value");
  const unit = textIn(row, "unit");
  if (value === null || unit === null) return value;
  const power = scaleOf(unit) - scaleOf(row.target.fields.find((f) => f.indicator === indicator)?.unit);
  return power > 0 ? multiplyDecimals(value, `1${"0".repeat(power)}`) : value;
}

async function write(
  pass: Pass,
  planned: readonly (Planned<FigureWork> & { readonly work: FigureWork })[],
): Promise<void> {
  const sent = planned.flatMap(({ work, source }) => work.cells.map((cell) => ({ cell, row: source.row })));
  for (const [part, some] of inParts(sent).entries()) {
    // Every part is a batch of its own under an id that follows from the import's, so a repeated commit repeats it exactly.
    const batchId = derivedId(pass.batchId, `${planned[0]?.source.table.index} ${planned[0]?.source.row} ${part}`);
    const receipt = await writeFigures(
      pass.context,
      { batchId, cells: some.map(({ cell }) => cell), origin: pass.fileName },
      { importId: pass.importId, rows: some.map(({ row }) => row) },
    );
    if (receipt.refused + receipt.conflicts > 0) throw new Error("figures changed between check and commit");
  }
}

/** A page of a wide sheet holds more figures than a batch takes. */
function inParts<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / MOST_KEYS) }, (_, n) =>
    items.slice(n * MOST_KEYS, (n + 1) * MOST_KEYS),
  );
}

function derivedId(batchId: string, page: string): string {
  const hex = createHash("sha256").update(`${batchId} ${page}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
