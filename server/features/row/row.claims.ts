/**
 * Claims for the same training of the same person made by another organization. The database answers with yes or no for
 * each claim that is being written, never with whose, when or where, and keeps that it was asked. A draft goes in and is
 * told; a claim that is handed in is kept out.
 */
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";
import type { Register } from "../../graph/register.js";
import type { Judged } from "./row.answer.js";
import type { RowFindingCode } from "./row.findings.js";
import type { Reading } from "./row.reading.js";

/** A training, or a claim of one: what it is about is taken from the enrolment where it names none. */
export interface Claim {
  readonly orgId: string;
  readonly person: string | null;
  readonly enrolment: string | null;
  readonly occupation: string | null;
  readonly year: number;
}

export type ClaimFault = Extract<RowFindingCode, "CLAIMED_ELSEWHERE" | "CLAIMS_LATER">;

/** What is said of which, by its place. */
export async function claimedElsewhere(
  tx: Kysely<Database>,
  claims: readonly Claim[],
): Promise<ReadonlyMap<number, ClaimFault>> {
  if (claims.length === 0) return new Map();
  const column = <Key extends keyof Claim>(key: Key): Claim[Key][] => claims.map((claim) => claim[key]);
  const { rows } = await sql<{ at: number; said: ClaimFault }>`
    select at, said from hub_claimed_elsewhere(${column("orgId")}::uuid[], ${column("person")}::uuid[], ${column("enrolment")}::uuid[],
      ${column("occupation")}::text[], ${column("year")}::int[])`.execute(tx);
  return new Map(rows.map(({ at, said }) => [at - 1, said]));
}

export async function checkClaims(
  tx: Kysely<Database>,
  register: Register,
  sheet: Reading,
  judged: readonly Judged[],
  today: string,
): Promise<void> {
  if (register.name !== "Application") return;
  const claims = judged.flatMap((row, place) => {
    const claim = row.verdict === "write" ? claimOf(row, sheet.rows[place], today) : undefined;
    return claim === undefined ? [] : [claim];
  });
  const said = await claimedElsewhere(tx, claims);
  claims.forEach(({ row, status }, place) => {
    const code = said.get(place);
    if (code === undefined) return;
    const isWarning = status === "draft";
    if (isWarning && code === "CLAIMS_LATER") return;
    row.faults.push({ code, field: "person", isWarning });
    if (!isWarning) row.verdict = "refuse";
  });
}

/** The steps by which a claim says anew that it is one. */
const CLAIMING: ReadonlySet<string> = new Set(["draft", "checked", "submitted"]);

type ClaimOfRow = Claim & { readonly row: Judged; readonly status: string };

function claimOf(row: Judged, read: Reading["rows"][number] | undefined, today: string): ClaimOfRow | undefined {
  const now = { ...read?.current?.values, ...read?.mine };
  const text = (name: string): string | null => (typeof now[name] === "string" ? now[name] : null);
  const status = text("status") ?? "draft";
  const isNews = row.isNew || ["status", "person_id", "enrolment_id", "occupation"].some((name) => name in row.columns);
  if (text("kind") !== "subsidy" || !isNews || !CLAIMING.has(status)) return undefined;
  return {
    ...{ row, status, orgId: row.orgId, person: text("person"), enrolment: text("enrolment") },
    ...{ occupation: text("occupation"), year: Number((text("submittedOn") ?? today).slice(0, 4)) },
  };
}
