/**
 * Checks the hash-chained change log: every link is worked out again from what it says, every before-image from its
 * digest, and each chain's end from its head. Tells the first broken link of each organization; repairs nothing.
 */
import { sql, type Kysely } from "kysely";
import type { Database } from "./tables.js";

/** The chain of shared reference data: forms, rules, parameters, codes and indicators belong to no organization. */
export const HUB_CHAIN = "00000000-0000-0000-0000-000000000000";

/**
 * What is wrong with a link. `gap`: the link before it is missing; `chain`: it does not continue that link;
 * `link`: what it says was changed; `rows`: its before-images were changed, added or lost; `head`: the chain's end was cut
 * off, or its head put back.
 */
export type Fault = "gap" | "chain" | "link" | "rows" | "head";

export interface BrokenLink {
  /** The owner organization, or HUB_CHAIN. */
  readonly organization: string;
  readonly seq: string;
  readonly fault: Fault;
}

export interface ChainReport {
  readonly chains: number;
  readonly links: string;
  /** The first broken link of each broken chain, ordered by organization. */
  readonly broken: readonly BrokenLink[];
  /** One digest over all heads: written down elsewhere, it shows later that no whole chain was swapped. */
  readonly seal: string;
}

/** Recomputes every chain of the log in one statement. */
export async function verifyChain(db: Kysely<Database>): Promise<ChainReport> {
  const { rows } = await sql<ChainReport>`
    with kept as (
      select org_id, seq, sha256(string_agg(sha256(convert_to(before::text, 'UTF8')), '' order by row_no)) as digest, count(*) as rows
      from change_row group by org_id, seq),
    link as (
      select l.*, k.digest as kept_digest, coalesce(k.rows, 0) as kept_rows,
        coalesce(lag(l.seq) over chain, 0) as seq_before, coalesce(lag(l.hash) over chain, '') as hash_before
      from change_log l left join kept k on k.org_id = l.org_id and k.seq = l.seq
      window chain as (partition by l.org_id order by l.seq)),
    faulty as (
      select org_id, seq, case
          when seq <> seq_before + 1 then 'gap'
          when previous <> hash_before then 'chain'
          when hash <> sha256(previous || int8send(seq) ||
            change_link(org_id, at, by, batch_id, origin, register, operation, row_count, digest, before_digest)) then 'link'
          when kept_digest is distinct from before_digest
            or kept_rows <> case when before_digest is null then 0 else row_count end then 'rows'
        end as fault
      from link
      union all
      select coalesce(h.org_id, l.org_id), coalesce(h.seq, l.seq), 'head'
      from (select * from change_head where seq > 0) h
      full join (select distinct on (org_id) org_id, seq, hash from change_log order by org_id, seq desc) l on l.org_id = h.org_id
      where h.seq is distinct from l.seq or h.hash is distinct from l.hash
      union all
      select k.org_id, k.seq, 'rows' from kept k
      where not exists (select from change_log l where l.org_id = k.org_id and l.seq = k.seq)),
    first as (
      select distinct on (org_id) org_id, seq, fault from faulty where fault is not null
      order by org_id, seq, array_position(array['gap', 'chain', 'link', 'rows', 'head'], fault))
    select (select count(*)::int from change_head where seq > 0) as chains, (select count(*) from change_log) as links,
      (select coalesce(json_agg(json_build_object('organization', org_id, 'seq', seq::text, 'fault', fault) order by org_id), '[]') from first) as broken,
      (select encode(sha256(coalesce(string_agg(int8send(seq) || hash, '' order by org_id), '')), 'hex') from change_head where seq > 0) as seal`.execute(
    db,
  );
  const report = rows[0];
  if (report === undefined) throw new Error("one row always comes back");
  return report;
}
