/**
 * What of a report is in this workbook and not yet in the hub: edited figures of its organization and period, and rows of
 * registers that may count for it. A report that goes without them says something else than its sheet.
 */
import { type Desk, inTurn, type Trouble } from "./desk.js";
import { surveyRows } from "./rows.js";
import { survey } from "./survey.js";

export interface Unsent {
  readonly kind: "unsent";
  /** Edited figures of this organization and period. */
  readonly cells: number;
  /** Of those, typed before the hub had told what stood there: nobody knows yet whether they differ. */
  readonly unanswered: number;
  /** Rows of registers of this organization, or of nobody knows whose. A row may count in any period. */
  readonly rows: number;
  /** Register tables whose rows cannot be told apart any more. */
  readonly lost: readonly string[];
  /** Edited figures and rows of other organizations and periods: they do not hold this report up. */
  readonly elsewhere: number;
}

export function findUnsent(
  desk: Desk,
  { organization, period }: { readonly organization: string; readonly period: string },
): Promise<Unsent | Trouble> {
  return inTurn(desk, async () => {
    const { pending, unanswered } = await survey(desk);
    const { rows, tables } = await surveyRows(desk);
    const isHere = ({ key }: { readonly key: { readonly organization: string; readonly period: string } }): boolean =>
      key.organization === organization && key.period === period;
    const owners = new Map(tables.map(({ table }) => [table.id, table.organization]));
    const mayCount = (table: string): boolean => (owners.get(table) ?? organization) === organization;
    const [cells, notYet] = [pending.filter(isHere).length, unanswered.filter(isHere).length];
    const here = rows.filter(({ table }) => mayCount(table)).length;
    return {
      ...{ kind: "unsent", cells: cells + notYet, unanswered: notYet, rows: here },
      lost: tables.flatMap(({ table, diff }) => (diff.isLost && mayCount(table.id) ? [table.title] : [])),
      elsewhere: pending.length + unanswered.length + rows.length - cells - notYet - here,
    };
  });
}
