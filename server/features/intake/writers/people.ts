/** People of one organization by their fingerprint: found, or made when a row brings somebody new. */
import { sql } from "kysely";
import type { IdentityPrint } from "../cell.js";
import { keepSeals, ownedSeal } from "../identity-sealing.js";
import { recordsOf } from "../records.js";
import { newId, type Pass } from "./writer.js";

export interface KnownPerson {
  readonly id: string;
  readonly name: string;
}

export interface NewPerson {
  readonly orgId: string;
  readonly id: string;
  readonly print: IdentityPrint;
  readonly name: string;
  readonly sex: string | null;
  readonly homeRegion: string | null;
  readonly education: string | null;
  readonly phone: string | null;
  readonly row: number;
}

export const personKey = (orgId: string, hash: string): string => `${orgId} ${hash}`;

/** By `personKey`. */
export async function findPeople(
  pass: Pass,
  wanted: readonly { readonly orgId: string; readonly hash: string }[],
): Promise<ReadonlyMap<string, KnownPerson>> {
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<KnownPerson & { orgId: string; hash: string }>`
    select p.org_id as "orgId", p.id, p.name, encode(p.id_hash, 'hex') as hash
    from unnest(${wanted.map((w) => w.orgId)}::uuid[], ${wanted.map((w) => w.hash)}::text[]) w(org_id, hash)
    join person p on p.org_id = w.org_id and p.id_hash = decode(w.hash, 'hex')`.execute(pass.db);
  return new Map(rows.map((row) => [personKey(row.orgId, row.hash), row]));
}

/** The same new person in two rows of one import is one person: the first row's id stands. */
export function personIdFor(pass: Pass, key: string, known: KnownPerson | undefined): string {
  const id = known?.id ?? pass.people.get(key) ?? newId();
  pass.people.set(key, id);
  return id;
}

export async function writePeople(pass: Pass, people: readonly NewPerson[]): Promise<void> {
  const unique = [...new Map(people.map((person) => [person.id, person])).values()];
  if (unique.length === 0) return;
  const records = unique.map(({ orgId, id, print, name, sex, homeRegion, education, phone, row }) => ({
    org_id: orgId, id, id_hash: print.hash, id_last4: print.last4, birth_ym: print.birthMonth, name, sex: sex ?? print.sex,
    home_region: homeRegion, education, phone_last4: phone?.slice(-4), import_row: row,
  })); // prettier-ignore
  await sql`insert into person (org_id, id, id_hash, id_type, id_last4, birth_ym, name, sex, home_region, education, phone_last4, import_id, import_row)
    select org_id, id, decode(id_hash, 'hex'), 'resident_id', id_last4, birth_ym, name, sex, home_region, education, phone_last4, ${pass.importId}::uuid, import_row
    from ${recordsOf(records, "org_id uuid, id uuid, id_hash text, id_last4 text, birth_ym text, name text, sex text, home_region text, education text, phone_last4 text, import_row int")}
    on conflict (org_id, id_hash) do nothing`.execute(pass.db);
  await keepSeals(
    pass.context,
    unique.flatMap(({ orgId, print }) => ownedSeal(orgId, print) ?? []),
  );
}
