/** GET /imports/<id>/refused.csv: every refused row with its cells and reasons, page by page, however many there are. */
import type { NextFunction, Request, Response, Router } from "express";
import { sql } from "kysely";
import type { Context, Hub } from "../../context.js";
import { viewerIn } from "../access/access.session.js";
import { maskedCells, maskedFinding, maskedLabel, showsImport } from "../access/personal-intake.js";
import { recordPersonalReads } from "../../graph/personal.js";
import { drained } from "../../streamed.js";
import { ownSteps } from "./intake.commit.js";
import type { ImportKey } from "./intake.plan.js";
import { importKey, loadImport } from "./intake.queries.js";
import { REPORT_HEAD, reportLines, type ReportedRow } from "./report.rules.js";
import type { ShownFinding, StagedTable } from "./staged.js";
import { rawRow, type StoredCells } from "./stored-row.js";

const ROWS_PER_PART = 500;

export function addReportRoute(router: Router, hub: Hub): void {
  router.get("/:id/refused.csv", (request, response, next: NextFunction) => {
    sendReport(hub, request, response).catch(next);
  });
}

async function sendReport(hub: Hub, request: Request<{ id: string }>, response: Response): Promise<void> {
  const step = ownSteps(hub, viewerIn(response));
  const key = importKey(request.params.id);
  // What is read unmasked is logged in the first step: a report that cannot be logged is not begun.
  const { fileName, tables, shown } = await step(async (context) => {
    const found = await loadImport(context, key);
    const shows = await showsImport(context, key.orgId);
    await recordPersonalReads(context);
    return { ...found, shown: shows };
  });
  const tableOf = new Map(tables.map((table) => [table.index, table]));
  const name = `${fileName.replace(/\.[^.]+$/u, "")}-未导入的行.csv`;
  response.setHeader("Content-Type", "text/csv; charset=utf-8");
  response.setHeader(
    "Content-Disposition",
    `attachment; filename="refused.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
  );
  response.write(REPORT_HEAD);
  for (let after: Place | undefined = { table: -1, row: 0 }; after && !response.destroyed;) {
    const from: Place = after;
    const rows = await step((context) => refusedRows(context, key, from));
    const lines = rows.map((row) => reportLines(shown ? row : withoutNames(row, tableOf.get(row.table)))).join("");
    if (!response.write(lines)) await drained(response);
    const last = rows.at(-1);
    after = last && rows.length === ROWS_PER_PART ? { table: last.table, row: last.row } : undefined;
  }
  response.end();
}

function withoutNames<Reported extends ReportedRow>(row: Reported, table: StagedTable | undefined): Reported {
  return {
    ...row,
    label: maskedLabel(table?.target ?? null, row.label) ?? "",
    cells: maskedCells(table, row.cells),
    findings: row.findings.map(maskedFinding),
  };
}

interface Place {
  readonly table: number;
  readonly row: number;
}

async function refusedRows(
  context: Context,
  { orgId, id }: ImportKey,
  after: Place,
): Promise<readonly (ReportedRow & Place)[]> {
  const { rows } = await sql<{
    table: number;
    row: number;
    sheet: string;
    label: string | null;
    cells: StoredCells;
    findings: ShownFinding[];
  }>`
    select table_no as table, row_no as row, sheet, label, cells, findings from import_row
    where org_id = ${orgId} and import_id = ${id} and outcome = 'refused' and (table_no, row_no) > (${after.table}, ${after.row})
    order by table_no, row_no limit ${ROWS_PER_PART}`.execute(await context.tx());
  return rows.map(({ table, row, sheet, label, cells, findings }) => ({
    table,
    row,
    sheet,
    label: label ?? "",
    cells: rawRow(row, cells).cells,
    findings,
  }));
}
