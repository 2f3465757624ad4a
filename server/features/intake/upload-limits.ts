/**
 * What an account may send in files, by its roles: how large a file, how many within an hour, how many imports under way.
 * The counts are kept in the database, so that several hubs agree. Refuses what would be one too many, and never queues
 * it: an import that waited would look forsaken and be taken up by another hub.
 */
import type { Request, RequestHandler, Response } from "express";
import { sql } from "kysely";
import multer, { MulterError, type StorageEngine } from "multer";
import type { Context, Hub } from "../../context.js";
import { inTurnOf } from "../../database/taking-turns.js";
import { Refusal } from "../../errors.js";
import { limitsIn, limitsOf } from "../../graph/limits-by-role.js";
import { viewerIn } from "../access/access.session.js";
import type { ImportKey } from "./intake.plan.js";

const MEGABYTE = 1024 * 1024;
/** An import nobody gave a sign of life for so long is under way no more, whatever it says. */
const FORSAKEN = "30 minutes";

/** Takes the one file of a form; `most` is the largest this door takes from anybody, in bytes. */
export function receiveFile(hub: Hub, storage: StorageEngine, most: number): RequestHandler {
  return (request, response, next) => {
    const { uploadMegabytes } = limitsOf(viewerIn(response), hub.config.limits);
    const fileSize = Math.min(most, uploadMegabytes * MEGABYTE);
    const receive = multer({ storage, limits: { fileSize, files: 1, fields: 10, fieldSize: 1000 } }).single("file");
    const take = async (): Promise<void> => {
      await countUpload(hub, response);
      receive(request, response, (error: unknown) => next(error ? refusalOf(error, request, fileSize) : undefined));
    };
    take().catch(next);
  };
}

function refusalOf(error: unknown, request: Request, fileSize: number): unknown {
  if (!(error instanceof MulterError)) return error;
  if (error.code !== "LIMIT_FILE_SIZE") return new Refusal("BAD_REQUEST", { detail: error.code });
  const max = Math.floor(fileSize / MEGABYTE);
  // A form is hardly larger than its file. One that came in parts does not say how large it is.
  const said = Math.ceil(Number(request.headers["content-length"] ?? 0) / MEGABYTE);
  return new Refusal("FILE_TOO_LARGE", { max, asked: Math.max(said, max + 1) });
}

// ── Files within an hour ────────────────────────────────────────────────────────────────────────────────────────

interface Sent {
  readonly kept: boolean;
  readonly count: number;
  readonly seconds: number;
}

/** Counted when it arrives, whatever comes of it: one that is refused costs the hub as much. */
async function countUpload(hub: Hub, response: Response): Promise<void> {
  const viewer = viewerIn(response);
  const { accountId } = viewer;
  if (accountId === undefined) return;
  const { uploadsPerHour: max } = limitsOf(viewer, hub.config.limits);
  const { rows } = await inTurnOf(accountId, () =>
    sql<Sent>`
    with kept as (
      insert into upload_pace as p (account_id, sent) values (${accountId}, array[clock_timestamp()])
      on conflict (account_id) do update set sent = array(${recent(sql`p.sent`)}) || clock_timestamp()
        where (select count(*) from (${recent(sql`p.sent`)}) as r) < ${max}
      returning true)
    select exists (select from kept) as kept, count(r.t)::int as count,
      greatest(1, ceil(extract(epoch from min(r.t) + interval '1 hour' - clock_timestamp())))::int as seconds
    from upload_pace p cross join lateral (${recent(sql`p.sent`)}) as r where p.account_id = ${accountId}`.execute(
      hub.database.db,
    ),
  );
  const [sent] = rows;
  if (sent && !sent.kept)
    throw new Refusal("TOO_MANY_UPLOADS", { max, asked: sent.count + 1, seconds: sent.seconds ?? 1 });
}

const recent = (times: ReturnType<typeof sql>) =>
  sql`select t from unnest(${times}) as t where t > clock_timestamp() - interval '1 hour'`;

// ── Imports under way ───────────────────────────────────────────────────────────────────────────────────────────

/** Asked where one more begins, within its transaction: two that begin at once wait here for each other. */
export async function refuseOneImportMore(context: Context, besides?: ImportKey): Promise<void> {
  const { accountId, name } = context.viewer;
  if (accountId === undefined) return;
  const { imports: max } = limitsIn(context);
  const tx = await context.tx();
  await sql`select pg_advisory_xact_lock(hashtextextended(${`imports of ${accountId}`}, 20261122))`.execute(tx);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from import
    where created_by = ${name} and status in ('staging', 'committing') and id is distinct from ${besides?.id ?? null}::uuid
      and coalesce(worked_at, created_at) > clock_timestamp() - ${sql.lit(FORSAKEN)}::interval`.execute(tx);
  const asked = (rows[0]?.count ?? 0) + 1;
  if (asked > max) throw new Refusal("TOO_MANY_IMPORTS", { max, asked, seconds: 5 });
}
