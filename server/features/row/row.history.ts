/** A row's past, read from the change log: its before-images, newest first, each beside what came after it. */
import { sql } from "kysely";
import type { Context } from "../../context.js";
import { maskPersonal } from "../../domain/personal.js";
import { Refusal } from "../../errors.js";
import { decodeGlobalId } from "../../graph/global-id.js";
import {
  hasPersonal,
  insideFor,
  maskWords,
  NOT_TOLD,
  notePersonalRead,
  personalFieldsOf,
  showsPersonsOf,
} from "../../graph/personal.js";
import { columnOf, type Register, type RegisterBook } from "../../graph/register.js";
import type { RowChange, RowRevision } from "./row.objects.js";

const MOST_REVISIONS = 500;

interface Image {
  readonly version: number;
  readonly operation: string;
  readonly at: Date;
  readonly by: string;
  readonly batchId: string | null;
  /** The workbook it was sent from. */
  readonly origin: string | null;
  readonly reason: string | null;
  readonly before: Record<string, unknown> | null;
}

export async function rowHistory(
  context: Context,
  book: RegisterBook,
  globalId: string,
  first: number,
): Promise<RowRevision[]> {
  if (first < 1 || first > MOST_REVISIONS) throw new Refusal("PAGE_SIZE", { max: MOST_REVISIONS });
  const key = decodeGlobalId(globalId);
  const register = book.find(key.register);
  if (!register || register.readOnly === true) throw new Refusal("BAD_ID", { id: globalId.slice(0, 24) });
  // Shared reference data is chained under the hub itself.
  const owner = register.key === "owned" || register.name === "Organization" ? key.orgId : HUB;
  const own = register.key === "owned" ? sql`x.org_id = ${key.orgId} and x.id = ${key.id}` : sql`x.id = ${key.id}`;
  const { rows } = await sql<Past>`
    select h.*, first.batch_id as "firstBatch", first.origin as "firstOrigin", first.reason as "firstReason"
    from (select (select to_jsonb(x) from ${sql.table(register.table)} x where ${own}) as now,
      coalesce((select json_agg(json_build_object('version', r.version_before, 'operation', l.operation, 'at', l.at, 'by', l.by,
          'batchId', l.batch_id, 'origin', l.origin,
          'reason', coalesce(l.reasons ->> r.row_id::text, l.reasons ->> '*'), 'before', r.before) order by r.at desc, r.seq desc)
        from (select * from change_row where org_id = ${owner} and register = ${register.table} and row_id = ${key.id}
          order by at desc, seq desc limit ${first}) r
        join change_log l on l.org_id = r.org_id and l.seq = r.seq), '[]')::jsonb as images) h
    left join lateral (select l.batch_id, l.origin, coalesce(l.reasons ->> ${key.id}::text, l.reasons ->> '*') as reason from change_log l
      where l.org_id = ${owner} and l.register = ${register.table} and l.operation = 'insert'
        and l.at = (coalesce(h.images -> -1 -> 'before', h.now) ->> 'created_at')::timestamptz limit 1) first on true`.execute(
    await context.tx(),
  );
  const [row] = rows;
  if (!row || (row.now === null && row.images.length === 0))
    throw new Refusal("NOT_FOUND", { id: globalId.slice(0, 80) });
  const shown = !hasPersonal(register) || (await showsPersonsOf(context, owner));
  if (shown && hasPersonal(register)) notePersonalRead(context, personalFieldsOf(register), [owner]);
  const told = shown ? row : await withMaskedWords(context, register, owner, row);
  const revisions = revisionsOf(register, told, first, shown, await importedFiles(context, owner, row));
  // A reason is free text of people even where the register itself holds nothing of persons.
  const mayTell =
    shown &&
    (hasPersonal(register) ||
      revisions.every(({ reason }) => reason === null) ||
      (await showsPersonsOf(context, owner)));
  const named = mayTell ? revisions : await withMaskedTexts(context, owner, revisions);
  return insideFor(context) === "hidden" ? named.map(withoutInside) : named;
}

/** Of shared definitions everybody learns what changed, and not everybody who of the staff changed it, and from which file. */
const withoutInside = (revision: RowRevision): RowRevision => ({
  ...revision,
  by: NOT_TOLD,
  batchId: null,
  file: null,
  reason: null,
});

/** The files whose imports wrote this row, by the import's id. */
async function importedFiles(context: Context, orgId: string, past: Past): Promise<ReadonlyMap<string, string>> {
  const ids = [past.now, ...past.images.map(({ before }) => before)].flatMap(
    (image) => textOrNull(image?.[IMPORT]) ?? [],
  );
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; file: string }>`
    select id, file_name as file from import where org_id = ${orgId} and id = any(${[...new Set(ids)]}::uuid[])`.execute(
    await context.tx(),
  );
  return new Map(rows.map(({ id, file }) => [id, file]));
}

/** A workbook may be called after somebody of the roster, and a reason may name somebody. */
async function withMaskedTexts(context: Context, orgId: string, revisions: RowRevision[]): Promise<RowRevision[]> {
  const texts = [...new Set(revisions.flatMap(({ file, reason }) => [file ?? [], reason ?? []].flat()))];
  const masked = await maskWords(
    context,
    texts.map((text) => ({ orgId, text })),
  );
  const shownAs = new Map(texts.map((text, n) => [text, masked[n] ?? null]));
  const shown = (text: string | null): string | null => shownAs.get(text ?? "") ?? null;
  return revisions.map((revision) => ({ ...revision, file: shown(revision.file), reason: shown(revision.reason) }));
}

const IMPORT = "import_id";

const HUB = "00000000-0000-0000-0000-000000000000";

interface Past {
  readonly now: Image["before"];
  readonly images: readonly Image[];
  readonly firstBatch: string | null;
  readonly firstOrigin: string | null;
  readonly firstReason: string | null;
}

/** Free texts with the names of the roster masked, in every image: the database alone knows the names. */
async function withMaskedWords(context: Context, register: Register, orgId: string, past: Past): Promise<Past> {
  const columns = Object.entries(register.fields).flatMap(([name, spec]) =>
    spec.personal === "words" ? [columnOf(name, spec)] : [],
  );
  const found = new Set<string>();
  for (const image of [past.now, ...past.images.map(({ before }) => before)])
    for (const column of columns) if (typeof image?.[column] === "string") found.add(image[column]);
  const texts = [...found];
  const masked = await maskWords(
    context,
    texts.map((text) => ({ orgId, text })),
  );
  const shownAs = new Map(texts.map((text, n) => [text, masked[n] ?? text]));
  const without = (image: Image["before"]): Image["before"] =>
    image && {
      ...image,
      ...Object.fromEntries(
        columns.map((column) => [column, shownAs.get(String(image[column])) ?? image[column] ?? null]),
      ),
    };
  return {
    ...past,
    now: without(past.now),
    images: past.images.map((image) => ({ ...image, before: without(image.before) })),
  };
}

function revisionsOf(
  register: Register,
  { now, images, firstBatch, firstOrigin, firstReason }: Past,
  first: number,
  shown: boolean,
  files: ReadonlyMap<string, string>,
): RowRevision[] {
  let after = now;
  /** Where an import wrote the row, its file; the stamp of an earlier import stays on the row and tells nothing. */
  const fileOf = (origin: string | null, before: Image["before"]): string | null => {
    const imported = textOrNull(after?.[IMPORT]);
    return origin || (imported !== null && imported !== before?.[IMPORT] ? (files.get(imported) ?? null) : null);
  };
  const revisions = images.map((image): RowRevision => {
    const isDeletion = image.operation === "delete";
    const revision: RowRevision = {
      version: isDeletion ? 0 : image.version + 1,
      operation: image.operation,
      at: new Date(image.at),
      by: image.by,
      batchId: image.batchId,
      file: fileOf(image.origin, image.before),
      reason: image.reason,
      changes: isDeletion ? [] : changesBetween(register, image.before ?? {}, after ?? {}, shown),
    };
    after = image.before;
    return revision;
  });
  // What is left is the row as it was first written.
  if (after !== null && revisions.length < first)
    revisions.push({
      version: 1,
      operation: "insert",
      at: new Date(String(after["created_at"])),
      by: String(after["created_by"]),
      batchId: firstBatch,
      file: fileOf(firstOrigin, null),
      reason: firstReason,
      changes: [],
    });
  return revisions;
}

/** Stamps of the hub's own and the fingerprint of an identity number are no change anybody made. */
const HIDDEN: ReadonlySet<string> = new Set([
  "version",
  "updated_at",
  "updated_by",
  "created_at",
  "created_by",
  "import_id",
  "import_row",
]);

function changesBetween(
  register: Register,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  shown: boolean,
): RowChange[] {
  const names = new Map<string, readonly [name: string, label: string]>();
  for (const [name, { on, description }] of Object.entries(register.one ?? {}))
    names.set(on.at(-1)?.[0] ?? "", [name, labelOf(description)]);
  for (const [name, spec] of Object.entries(register.fields))
    names.set(columnOf(name, spec), [name, labelOf(spec.description)]);
  return Object.keys({ ...before, ...after }).flatMap((column): RowChange[] => {
    const [was, is] = [before[column] ?? null, after[column] ?? null];
    if (HIDDEN.has(column) || JSON.stringify(was) === JSON.stringify(is)) return [];
    if (column === "id_hash") return [{ field: "idNumber", label: "证件号码", before: null, after: null }];
    const [field, label] = names.get(column) ?? [column, column];
    const personal = shown ? undefined : register.fields[field]?.personal;
    const kind = personal === "words" ? undefined : personal;
    const as = (value: unknown): unknown => (kind === undefined ? value : maskPersonal(kind, textOrNull(value)));
    return [{ field, label, before: as(was), after: as(is) }];
  });
}

const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

const labelOf = (description: string): string => (description.split(" / ")[0] ?? "").replace(/（.*$/u, "");
