/**
 * From a figure to the rows it counts, in a sheet of their own with the file, sheet and row each came from. They are values
 * as of now: a list to check with, not a table to edit.
 */
import type { FigureKey, LedgerRows } from "../hub/hub.js";
import { type Place, within } from "../sheet/place.js";
import { contentOf } from "../sheet/register-layout.js";
import { AS_OF_BEGINS, localMinute } from "../sheet/words.js";
import { type Desk, inTurn, type Trouble } from "./desk.js";

export type DrillReport =
  | { readonly kind: "drilled"; readonly place: Place; readonly rows: number; readonly total: number }
  /** `NO_ROWS`: nothing stands behind it row by row: it was reported, worked out, or counts nothing. */
  | { readonly kind: "blocked"; readonly code: "NO_ROWS" }
  | Trouble;

/** More rows than this are a file's work. */
export const MOST_DRILLED_ROWS = 20_000;
const ROWS_PER_QUESTION = 1_000;
const HEADERS = ["行", "计入", "登记表", "出自（文件 › 表 › 行）", "编号"] as const;
const [TEXT, NUMBER] = [{ kind: "text" }, { kind: "decimal" }] as const;
const LEAD = 3;
/** Excel's limit, less the room a free name may need. */
const MOST_NAME = 26;

/** Puts the rows behind a figure into a new sheet at the end and goes there. */
export function drillToSheet(desk: Desk, key: FigureKey, title: string): Promise<DrillReport> {
  return inTurn(desk, async (): Promise<DrillReport> => {
    const rows: LedgerRows["rows"][number][] = [];
    let total: number;
    for (let after: string | null = null; ;) {
      const answer = await desk.hub.figureLedgerRows(key, ROWS_PER_QUESTION, after);
      if (answer.kind !== "ok") return answer;
      rows.push(...answer.data.rows);
      total = answer.data.total;
      after = answer.data.endCursor;
      if (!answer.data.hasMore || after === null || rows.length >= MOST_DRILLED_ROWS) break;
    }
    if (rows.length === 0) return { kind: "blocked", code: "NO_ROWS" };
    const shapes = await desk.hub.registerShapes();
    const labels = new Map(shapes.kind === "ok" ? shapes.data.map(({ name, label }) => [name, label]) : []);
    const sheet = await desk.host.addSheet(sheetName(title));
    const place: Place = { sheet, row: 0, column: 0, rows: LEAD + rows.length, columns: HEADERS.length };
    await desk.host.write(layRows(place, title, rows, { total, labels, now: desk.clock().toISOString() }));
    await desk.host.goTo(within(place, 0, 0));
    return { kind: "drilled", place, rows: rows.length, total };
  });
}

/** Excel takes neither these signs nor more than 31 letters. */
function sheetName(title: string): string {
  return `出处 ${title}`
    .replace(/[\\/?*[\]:']/g, " ")
    .slice(0, MOST_NAME)
    .trim();
}

interface Told {
  readonly total: number;
  /** What registers are called. */
  readonly labels: ReadonlyMap<string, string>;
  readonly now: string;
}

function layRows(place: Place, title: string, rows: LedgerRows["rows"], { total, labels, now }: Told) {
  const fill = (first: string): string[] => [first, ...HEADERS.slice(1).map(() => "")];
  const cut = total > rows.length ? `，共 ${total} 行` : "";
  const told = `${AS_OF_BEGINS}${localMinute(now)} · ${rows.length} 行${cut} · 在这里改不会发送`;
  return [
    {
      place,
      values: [
        fill(title),
        fill(told),
        [...HEADERS],
        ...rows.map(({ label, contribution, register, place: from, id }) => [
          contentOf(label, TEXT),
          contentOf(contribution, NUMBER),
          labels.get(register) ?? register,
          contentOf(from, TEXT),
          id,
        ]),
      ],
    },
    { place: within(place, 0, 0), look: { bold: true, size: 13 } },
    { place: within(place, 1, 0), look: { text: "#5C5C5C", size: 9 } },
    { place: within(place, 2, 0, 1, HEADERS.length), look: { bold: true, fill: "#EDF4F5" } },
    { place: within(place, 2, 0, place.rows - 2), look: { width: 360 } },
    { place: within(place, 2, 3, place.rows - 2), look: { width: 280 } },
    { place: within(place, 2, 4, place.rows - 2), look: { text: "#767676", size: 8 } },
  ];
}
