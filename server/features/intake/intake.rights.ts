/**
 * Asks of every planned row whether the sender may write it where it would go. A row of another organization is refused on
 * its own cell, with what to do; the others go in. What is refused so is counted for the log, and tells nothing of whom.
 */
import { sql } from "kysely";
import type { Context } from "../../context.js";
import { noteRefused, OF_RIGHTS } from "../row/row.rights.js";
import { refused, report, type Pass, type Planned } from "./writers/writer.js";

/** Where a row is written: a ledger of an organization. */
export interface Place {
  readonly ledger: string;
  readonly orgId: string;
}

const NOBODY = "00000000-0000-0000-0000-000000000000";
const keyOf = ({ ledger, orgId }: Place): string => `${ledger} ${orgId}`;

export async function refuseUnwritable(
  pass: Pass,
  planned: readonly Planned<unknown>[],
): Promise<readonly Planned<unknown>[]> {
  const wanted = new Map<string, Place>();
  for (const { outcome, places = [] } of planned)
    if (outcome === "new" || outcome === "changed") for (const place of places) wanted.set(keyOf(place), place);
  const closed = await closedPlaces(pass, [...wanted.values()]);
  if (closed.size === 0) return planned;
  return planned.map((plan) => {
    const isGoing = plan.outcome === "new" || plan.outcome === "changed";
    if (!isGoing || !(plan.places ?? []).some((place) => closed.has(keyOf(place)))) return plan;
    const { source } = plan;
    // What else was found stood beside rows that are not the sender's.
    source.findings.length = 0;
    report(source, "organization", "notGranted");
    return refused(source);
  });
}

async function closedPlaces(pass: Pass, places: readonly Place[]): Promise<ReadonlySet<string>> {
  const closed = new Set<string>();
  for (const ledger of new Set(places.map((place) => place.ledger))) {
    const owners = places.filter((place) => place.ledger === ledger).map(({ orgId }) => orgId);
    const { rows } = ledger.startsWith("organization")
      ? await sql<{ at: number }>`select w.n::int as at from unnest(${owners}::uuid[]) with ordinality w(id, n)
          where not (hub_account() is null or hub_writes_all('reference') or (${ledger === "organization"} and w.id in (select hub_writable('members'))))`.execute(
          pass.db,
        )
      : await sql<{ at: number }>`
          select at from hub_row_rights(${ledger}, ${owners}::uuid[], ${owners.map(() => NOBODY)}::uuid[]) where not writes`.execute(
          pass.db,
        );
    for (const { at } of rows) closed.add(keyOf({ ledger, orgId: owners[at - 1] ?? "" }));
  }
  return closed;
}

/** Counts the refusals for lack of a right, by kind. */
export function countRefusals(counts: Map<string, number>, planned: readonly Planned<unknown>[]): void {
  for (const { outcome, source } of planned) {
    if (outcome !== "refused") continue;
    const code = source.findings.find((found) => OF_RIGHTS.has(found.code))?.code;
    if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
}

/** Tells the log once for a pass over an import, and forgets. */
export async function noteImportRefusals(
  context: Context,
  { refusals, key }: { readonly refusals: Map<string, number>; readonly key: { readonly id: string } },
): Promise<void> {
  if (refusals.size === 0) return;
  const codes = [...refusals].flatMap(([code, rows]) => Array.from({ length: rows }, () => code));
  refusals.clear();
  await noteRefused(await context.tx(), "import", codes, key.id);
}
