/** Makes the report workbook from the grid, and takes a filled one back as a batch like any other. */
import { sql } from "kysely";
import { v7 } from "uuid";
import type { Context } from "../../context.js";
import { Refusal } from "../../errors.js";
import { decodeGlobalId } from "../../graph/global-id.js";
import { writeFigures } from "../figure/figure.batch.js";
import { CellOutcome, FigureStatus, type FigureGrid, type WriteReceipt } from "../figure/figure.objects.js";
import { loadLabels } from "../figure/figure.breakdown.js";
import { spelledInCodes } from "../figure/figure.spelling.js";
import { figureGrid } from "../figure/figure.service.js";
import { loadCatalogue, type UnitDimension } from "../indicator/indicator.catalogue.js";
import type { CellState, ColumnAsked, FilledReport, Report } from "./report.rules.js";
import { reportFile } from "./report.writer.js";
import { batchOf, type Choice, type TakenBook, type Taking, type Trouble } from "./taken.js";

export interface ReportWanted {
  readonly organizations: readonly string[];
  readonly columns: readonly ColumnAsked[];
  readonly title: string;
}

/** A sheet people fill by hand; more than this belongs into the add-in. */
export const MOST_CELLS = 20_000;

const FORMATS: Readonly<Record<UnitDimension, string>> = {
  count: "#,##0",
  person: "#,##0",
  participation: "#,##0",
  money: "#,##0.00",
  ratio: "0.0%",
  hour: "#,##0.0",
  other: "General",
};

/** The file's bytes. What the hub does not know is refused: a report with a hole would be filled in vain. */
export async function makeReport(context: Context, wanted: ReportWanted): Promise<Buffer> {
  if (wanted.organizations.length === 0 || wanted.columns.length === 0) throw new Refusal("REPORT_EMPTY");
  if (wanted.organizations.length * wanted.columns.length > MOST_CELLS)
    throw new Refusal("TOO_MANY_CELLS", {
      max: MOST_CELLS,
      asked: wanted.organizations.length * wanted.columns.length,
    });
  const catalogue = await loadCatalogue(await context.tx());
  const asked = await spelledInCodes(await context.tx(), wanted.columns, catalogue);
  const grid = await figureGrid(context, wanted.organizations, asked);
  const problem = [...grid.rows, ...grid.columns].find((axis) => axis.problem)?.problem;
  if (problem) throw new Refusal("REPORT_UNKNOWN", { detail: problem.message });
  // The grid answers columns in the order they were asked for.
  const parts = asked.map(({ dims }) => dims);
  const label = await loadLabels(context, parts);
  const columns = grid.columns.map(({ indicator, name, period, unit }, index) => {
    const entry = catalogue.get(indicator);
    const dims = parts[index] ?? [];
    const shown = { name, period, unit, part: dims.map((mark) => label(mark).label).join(" · ") };
    const format = FORMATS[entry?.unitDim ?? "other"];
    return { indicator, dims, ...shown, format, explanation: entry?.explanation.zh ?? "" };
  });
  const report: Report = {
    batchId: v7(),
    title: wanted.title,
    madeAt: context.now.toISOString(),
    rows: grid.rows.map(({ organization, name }) => ({ organization, name })),
    columns,
    cells: cellsOf(grid),
  };
  return reportFile(report);
}

/** The figures of a report that an organization is to send: those of its form, for its period. */
export async function figuresOfReport({ tx }: Context, report: string): Promise<ReportWanted> {
  const { orgId, id } = decodeGlobalId(report);
  const { rows } = await sql<{ organization: string; name: string; period: string; form: string; cells: FormCell[] }>`
    select o.code as organization, o.name, s.period::text as period, f.name as form, f.cells
    from submission s join form f on f.id = s.form_id join organization o on o.id = s.org_id
    where s.org_id = ${orgId} and s.id = ${id}`.execute(await tx());
  const [found] = rows;
  if (!found) throw new Refusal("NOT_FOUND", { id: report });
  const { organization, name, period, form, cells } = found;
  const columns = cells.map(({ indicator, dims }) => {
    const marks = Object.entries(dims ?? {}).map(([dimension, code]) => ({ dimension, code }));
    return { indicator, period, dims: marks };
  });
  return { organizations: [organization], columns, title: `${name} ${period} ${form}` };
}

/** A cell of a form, as it is kept. */
interface FormCell {
  readonly indicator: string;
  readonly dims: Readonly<Record<string, string>> | null;
}

function cellsOf(grid: FigureGrid): Report["cells"] {
  return grid.values.map((row, r) =>
    row.map((value, c) => ({ value, version: grid.versions[r]?.[c] ?? 0, state: stateOf(grid, r, c) })),
  );
}

/** A counted figure is not typed over on paper: the reason for it is asked face to face, in the add-in. */
function stateOf(grid: FigureGrid, row: number, column: number): CellState {
  if (grid.writable[row]?.[column] !== true) return "closed";
  return grid.statuses[row]?.[column] === FigureStatus.COMPUTED ? "counted" : "open";
}

/** Sends the figures that were filled in, under the batch they are. */
export async function takeFigures(context: Context, filled: FilledReport, taking: Taking): Promise<TakenBook> {
  const { fileName, dryRun, choices } = taking;
  const cells = filled.cells.flatMap((cell) => decided(cell, choices.get(cell.place)));
  const batchId = batchOf(filled.batchId, cells);
  const receipt =
    cells.length === 0
      ? { batchId, dryRun, replayed: false, receivedAt: context.now, ...NOTHING, cells: [] }
      : await writeFigures(context, { batchId, cells: cells.map(withMarks), dryRun, origin: fileName });
  const untouched = filled.untouched + filled.cells.length - cells.length;
  const troubles = await troublesOf(context, receipt, cells);
  const { cells: _, ...counts } = receipt;
  return { what: "figures", receipt: counts, madeAt: filled.madeAt, untouched, troubles };
}

const NOTHING = { written: 0, unchanged: 0, conflicts: 0, refused: 0 } as const;

/** Kept as theirs it is not sent; kept as mine it is sent over the version its sender has seen. */
function decided(cell: FilledReport["cells"][number], choice: Choice | undefined): FilledReport["cells"] {
  if (choice === undefined) return [cell];
  return choice.keep === "theirs" ? [] : [{ ...cell, baseVersion: choice.version }];
}

const withMarks = ({ dims, ...cell }: FilledReport["cells"][number]) => ({ ...cell, dims: dims ? [...dims] : null });

/** The cells that did not go in, in words: what a person without the add-in is told. */
async function troublesOf(
  context: Context,
  { cells }: Pick<WriteReceipt, "cells">,
  sent: FilledReport["cells"],
): Promise<readonly Trouble[]> {
  if (cells.every(({ outcome }) => outcome !== CellOutcome.CONFLICT && outcome !== CellOutcome.REFUSED)) return [];
  const catalogue = await loadCatalogue(await context.tx());
  return cells.flatMap(({ index, outcome, findings, conflict }): readonly Trouble[] => {
    const filled = sent[index];
    const cell = filled?.place ?? "";
    if (outcome === CellOutcome.CONFLICT && conflict && filled) {
      const { base, mine, theirs, theirVersion, changedBy, changedAt } = conflict;
      const zh = `别人已改为 ${theirs ?? "空"}（${changedBy ?? "—"}），你填的是 ${mine ?? "空"}。请选用哪个；或重新下载再填。`;
      const en = `Changed meanwhile to ${theirs ?? "blank"}; you filled in ${mine ?? "blank"}. Choose one, or download the report again.`;
      const label = `${filled.organization} ${catalogue.get(filled.indicator)?.nameZh ?? filled.indicator} ${filled.period}`;
      const clash = {
        label,
        base,
        mine,
        theirs,
        version: theirVersion,
        by: changedBy,
        at: changedAt === null ? null : new Date(changedAt).toISOString(),
      };
      return [{ cell, zh, en, clash }];
    }
    if (outcome !== CellOutcome.REFUSED) return [];
    return findings.map((found) => ({ cell, zh: found.message, en: found.messageEn }));
  });
}
