/**
 * Checks the hash-chained change log: every link is worked out again from what it says, every before-image from its
 * digest, and each chain's end from its head. Tells the first broken link of each organization; repairs nothing.
 * Before-images that the erasure of a person emptied are known by the digests the erasure noted.
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
    with erased as (
      select e.org_id, e.seq, e.row_no, e.was, e.became from change_erasure e
      join person_erasure p on p.org_id = e.org_id and p.id = e.erasure_id
      where p.digest = (select sha256(string_agg(f.was || f.became, '' order by f.seq, f.row_no))
          from change_erasure f where f.org_id = p.org_id and f.erasure_id = p.id)
        and exists (select from change_log l where l.org_id = p.org_id and l.register = 'person_erasure' and l.operation = 'insert'
          and l.at = p.at and l.digest = sha256(sha256(record_send(p))))),
    standing as (
      select r.org_id, r.seq, r.row_no, sha256(convert_to(r.before::text, 'UTF8')) as digest from change_row r),
    kept as (
      -- A before-image that an erasure emptied stands for the one it was, as long as the erasure itself is vouched for.
      select s.org_id, s.seq, sha256(string_agg(case when e.became = s.digest then e.was else s.digest end, '' order by s.row_no)) as digest,
        count(*) as rows
      from standing s left join erased e on e.org_id = s.org_id and e.seq = s.seq and e.row_no = s.row_no group by s.org_id, s.seq),
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
            change_said(change_link(org_id, at, by, batch_id, origin, register, operation, row_count, digest, before_digest), reasons)) then 'link'
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

/** The chain of what happened before anybody signed in. */
export const NOBODY_CHAIN = HUB_CHAIN;

export interface BrokenAccess {
  /** The account whose chain it is, or NOBODY_CHAIN. */
  readonly account: string;
  readonly link: string;
  /** `seal`: where the log goes on was moved, or the link it ends at is another. */
  readonly fault: Exclude<Fault, "rows"> | "seal";
}

export interface AccessReport {
  readonly chains: number;
  readonly links: string;
  /** The first broken link of each broken chain, ordered by account. */
  readonly broken: readonly BrokenAccess[];
}

/**
 * Recomputes every chain of the log of access in one statement. A chain that was shortened goes on behind its seal, and the
 * seals themselves are vouched for by the last event that sealed.
 */
export async function verifyAccess(db: Kysely<Database>): Promise<AccessReport> {
  const { rows } = await sql<AccessReport>`
    with link as (
      select e.*, s.link as sealed, s.hash as seal,
        coalesce(lag(e.link) over chain, case when e.link <= s.link then e.link - 1 else coalesce(s.link, 0) end) as link_before,
        coalesce(lag(e.hash) over chain, case when e.link <= s.link then e.previous else coalesce(s.hash, '') end) as hash_before
      from access_event e left join access_sealed s on s.chain = e.chain window chain as (partition by e.chain order by e.link)),
    faulty as (
      select chain, link, case
          when link <> link_before + 1 then 'gap'
          when link = sealed and hash <> seal then 'seal'
          when previous <> hash_before then 'chain'
          when hash <> sha256(previous || access_link(link, at, account_id, by, kind, origin, detail))
            or chain <> coalesce(account_id, ${NOBODY_CHAIN}::uuid) then 'link'
        end as fault
      from link
      union all
      select coalesce(h.chain, e.chain), coalesce(h.link, e.link), 'head'
      from (select * from access_head where link > 0) h
      full join (select distinct on (chain) chain, link, hash from (
          select chain, link, hash from access_event union all select chain, link, hash from access_sealed) ends order by chain, link desc) e on e.chain = h.chain
      where h.link is distinct from e.link or h.hash is distinct from e.hash
      union all
      select ${NOBODY_CHAIN}::uuid, coalesce(v.link, 0), 'seal'
      from (select access_seals() as now, exists (select from access_sealed) as some) s
      left join (select e.link, e.detail ->> 'sealed' as said from access_event e
        where e.chain = ${NOBODY_CHAIN}::uuid and e.kind = 'retention' and e.detail ? 'sealed' order by e.link desc limit 1) v on true
      where s.some and v.said is distinct from s.now),
    first as (
      select distinct on (chain) chain, link, fault from faulty where fault is not null
      order by chain, link, array_position(array['gap', 'seal', 'chain', 'link', 'head'], fault))
    select (select count(*)::int from access_head where link > 0) as chains, (select count(*) from access_event) as links,
      (select coalesce(json_agg(json_build_object('account', chain, 'link', link::text, 'fault', fault) order by chain), '[]') from first) as broken`.execute(
    db,
  );
  const report = rows[0];
  if (report === undefined) throw new Error("one row always comes back");
  return report;
}

/** A link that a seal vouches for and that is gone or another. */
export interface MissingLink {
  readonly log: "change" | "access";
  readonly chain: string;
  readonly link: string;
}

/** What became of an earlier seal: `unknown` and `altered` both mean that the hub's own copy of it was tampered with. */
export type SealReport =
  { readonly kind: "unknown" | "altered" } | { readonly kind: "known"; readonly missing: readonly MissingLink[] };

/** Seals both logs as they stand; the seal is worth something once it is written down elsewhere. */
export async function sealLogs(db: Kysely<Database>): Promise<string> {
  const { rows } = await sql<{ seal: string | null }>`select seal_logs() as seal`.execute(db);
  const seal = rows[0]?.seal;
  if (seal === null || seal === undefined) throw new Error("only who audits may seal the logs");
  return seal;
}

/** Whether everything an earlier seal vouches for is still there: a chain cut short, head and all, shows only so. */
export async function compareWithSeal(db: Kysely<Database>, seal: string): Promise<SealReport> {
  const { rows } = await sql<{ intact: boolean; missing: MissingLink[] }>`
    with kept as (select heads, encode(sha256(convert_to(heads::text, 'UTF8')), 'hex') = seal as intact from audit_seal where seal = ${seal}),
    ended as (
      select h ->> 0 as log, (h ->> 1)::uuid as chain, (h ->> 2)::bigint as link, decode(h ->> 3, 'hex') as hash
      from kept, jsonb_array_elements(kept.heads) h where kept.intact),
    missing as (
      select e.log, e.chain, e.link from ended e where not case e.log
        when 'change' then exists (select from change_log l where l.org_id = e.chain and l.seq = e.link and l.hash = e.hash)
        else exists (select from access_event a where a.chain = e.chain and a.link = e.link and a.hash = e.hash)
          or exists (select from access_sealed s where s.chain = e.chain and (s.link > e.link or (s.link = e.link and s.hash = e.hash))) end)
    select intact, (select coalesce(json_agg(json_build_object('log', log, 'chain', chain, 'link', link::text) order by log, chain), '[]')
      from missing) as missing from kept`.execute(db);
  const found = rows[0];
  if (found === undefined) return { kind: "unknown" };
  return found.intact ? { kind: "known", missing: found.missing } : { kind: "altered" };
}
