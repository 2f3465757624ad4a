/** Answers where one figure comes from: every value it had, and the rows, parts, imports and sentence behind it. */
import { sql } from "kysely";
import type { Context } from "../../context.js";
import { periodOf, type Period } from "../../domain/period.js";
import { Refusal } from "../../errors.js";
import { encodeGlobalId } from "../../graph/global-id.js";
import type { Catalogue, IndicatorEntry } from "../indicator/indicator.catalogue.js";
import { codesOf } from "../indicator/indicator.language.js";
import { originSql } from "../indicator/indicator.sql.js";
import { dimsKeyOf } from "./figure.dims.js";
import type { FoundOrganization } from "./figure.held.js";
import { intervalOf } from "./figure.loader.js";
import { FigureSource, FigureStatus, type FigureOrigin, type FigureRevision } from "./figure.objects.js";
import { ABSENT, standingOf, type FigureKey, type ReadKey } from "./figure.presenter.js";
import { reportedParts } from "./figure.parts.js";
import { askFigures, placeOf, type Asked } from "./figure.service.js";

export interface One {
  readonly read: ReadKey;
  readonly catalogue: Catalogue;
  readonly indicator: IndicatorEntry;
  readonly period: Period;
  readonly organization: Extract<FoundOrganization, { kind: "found" }>;
  readonly asked: Asked;
}

/** A question about one figure needs that figure: words without meaning are refused. */
export async function askOne(context: Context, key: FigureKey, asOf?: Date | null): Promise<One> {
  if (periodOf(key.period) === undefined) throw new Refusal("BAD_PERIOD", { period: key.period.slice(0, 24) });
  const asked = await askFigures(context, [key], asOf);
  const [read] = asked.reads;
  if (read?.indicator === undefined || read.period === undefined) {
    throw new Refusal("UNKNOWN_INDICATOR", { indicator: key.indicator.slice(0, 24) });
  }
  const { indicator, period, catalogue } = read;
  const organization = placeOf(asked.held, 0);
  // Where only what is approved may be told, neither who typed it nor what is behind it is.
  if (organization.kind !== "found" || organization.published) {
    throw new Refusal("UNKNOWN_ORGANIZATION", { organization: key.organization.slice(0, 40) });
  }
  return { read, catalogue, indicator, period, organization, asked };
}

interface RevisionRow {
  readonly version: number;
  readonly value: string | null;
  readonly source: string;
  readonly changedAt: Date;
  readonly changedBy: string;
  readonly reason: string | null;
  readonly batchId: string | null;
  readonly importId: string | null;
  readonly orgId: string;
  readonly place: string | null;
}

/** Newest first. */
export async function figureHistory(context: Context, key: FigureKey): Promise<FigureRevision[]> {
  const { read, indicator, period, organization } = await askOne(context, key);
  const { rows } = await sql<RevisionRow>`
    select r.version, trim_scale(r.value)::text as value, r.source, r.changed_at as "changedAt", r.changed_by as "changedBy", r.reason,
      r.batch_id as "batchId", r.import_id as "importId", coalesce(i.org_id, r.org_id) as "orgId",
      coalesce(r.place, i.file_name || coalesce(' › ' || r.import_row, '')) as place
    from figure f join figure_revision r on r.org_id = f.org_id and r.figure_id = f.id
    left join import i on i.id = r.import_id
    where f.org_id = ${organization.id} and f.indicator = ${indicator.code} and f.period = ${period.code} and f.dims_key = ${dimsKeyOf(read.marks)}
    order by r.version desc limit 500`.execute(await context.tx());
  return rows.map(({ orgId, ...row }) => ({
    ...row,
    source: FigureSource[row.source.toUpperCase() as keyof typeof FigureSource],
    importId: row.importId === null ? null : encodeGlobalId("Import", orgId, row.importId),
  }));
}

interface OriginAnswer {
  readonly register: string;
  readonly total: number;
  readonly rows: readonly (readonly [
    org: string,
    id: string,
    label: string,
    file: string | null,
    sheet: string | null,
    row: number | null,
  ])[];
  readonly imports: readonly (readonly [
    org: string,
    id: string,
    file: string,
    sheet: string,
    from: number,
    to: number,
    rows: number,
    by: string,
    at: string,
  ])[];
}

const MOST_ORIGIN_ROWS = 500;

export async function figureOrigin(context: Context, key: FigureKey, first: number): Promise<FigureOrigin> {
  if (first < 0 || first > MOST_ORIGIN_ROWS) throw new Refusal("PAGE_SIZE", { max: MOST_ORIGIN_ROWS });
  const one = await askOne(context, key);
  const { zh, en } = one.indicator.explanation;
  const words = { explanation: zh, explanationEn: en, ...(await targetWords(context, one)) };
  const { meaning } = one.indicator;
  if (meaning.kind === "counted") {
    const interval = intervalOf(one.period, context.today);
    const { rows } =
      await sql<OriginAnswer>`${originSql(meaning.definition, one.organization.id, interval, first)}`.execute(
        await context.tx(),
      );
    return { ...words, ...showOrigin(rows[0]) };
  }
  if (meaning.kind === "formula") {
    const parts = codesOf(meaning.expression).map((code) => partOf(one, code));
    return { ...words, total: parts.length, rows: parts.slice(0, first), imports: [] };
  }
  const parts = await reportedParts(context, key, one.organization.id, one.period);
  if (parts.length > 0) return { ...words, total: parts.length, rows: parts.slice(0, first), imports: [] };
  const history = await figureHistory(context, key);
  const rows = history.map((revision) => ({
    register: "FigureRevision",
    id: `${revision.version}`,
    label: `${revision.value ?? "—"} · ${revision.changedBy}`,
    place: revision.place,
  }));
  return { ...words, total: rows.length, rows: rows.slice(0, first), imports: [] };
}

function showOrigin(answer: OriginAnswer | undefined): Pick<FigureOrigin, "total" | "rows" | "imports"> {
  if (answer === undefined) return { total: 0, rows: [], imports: [] };
  const { register, total } = answer;
  return {
    total,
    rows: answer.rows.map(([org, id, label, file, sheet, row]) => ({
      register,
      id: encodeGlobalId(register, org, id),
      label: label ?? "",
      place:
        file === null
          ? null
          : [file, sheet, row === null ? null : `第 ${row} 行`]
              .filter((part) => part !== null && part !== "")
              .join(" › "),
    })),
    imports: answer.imports.map(([org, id, file, sheet, fromRow, toRow, rows, by, at]) => ({
      importId: encodeGlobalId("Import", org, id),
      file,
      sheet,
      fromRow: fromRow ?? 0,
      toRow: toRow ?? 0,
      rows,
      by,
      at: new Date(at),
    })),
  };
}

/** A formula comes from its parts, each with its own value in this organization and period. */
function partOf({ asked, period, catalogue, organization }: One, code: string): FigureOrigin["rows"][number] {
  const entry = catalogue.get(code);
  const holdings = asked.held.holdings(0, period);
  const standing = entry === undefined ? ABSENT : standingOf(entry, period, holdings, catalogue, asked.moment);
  const shown = standing.status === FigureStatus.MISSING ? "—" : `${standing.value ?? "—"} ${entry?.unit ?? ""}`;
  return {
    register: "Indicator",
    id: code,
    label: `${entry?.nameZh ?? code}（${code}） ${shown}`,
    place: organization.name,
  };
}

async function targetWords(
  context: Context,
  { organization, indicator, period }: One,
): Promise<Pick<FigureOrigin, "targetQuote" | "targetDocument">> {
  const { rows } = await sql<{ quote: string | null; title: string | null }>`
    select t.quote, d.title from target t left join document d on d.org_id = t.org_id and d.id = t.document_id
    where t.subject_org_id = ${organization.id} and t.indicator = ${indicator.code} and t.period = ${period.code}
    order by t.quote is null, t.value desc nulls last limit 1`.execute(await context.tx());
  return { targetQuote: rows[0]?.quote ?? null, targetDocument: rows[0]?.title ?? null };
}
