/**
 * Searching the logs, opening an event, and exporting what a search finds. Looking is an event itself. What was searched
 * for is told without names, and nothing is told to those who audit nothing.
 */
import type { Context } from "../../context.js";
import { Refusal } from "../../errors.js";
import { isUuid } from "../../graph/global-id.js";
import { columnOf, type Register } from "../../graph/register.js";
import { registerBook } from "../../registers.js";
import type { AuditEvent, AuditFilter, AuditOpened, AuditPage } from "./audit.objects.js";
import * as logs from "./audit.loader.js";
import { differences, readPlace, titleOf, writePlace, type Place, type ShownField } from "./audit.rules.js";

const LARGEST_PAGE = 200;
const ROWS_SHOWN = 50;

export async function auditEvents(
  context: Context,
  filter: AuditFilter,
  first: number,
  after: string | undefined,
): Promise<AuditPage> {
  if (!Number.isInteger(first) || first < 1 || first > LARGEST_PAGE)
    throw new Refusal("PAGE_SIZE", { max: LARGEST_PAGE });
  const place = after === undefined ? undefined : placeOf(after, "BAD_CURSOR");
  const question = await openAudit(context, filter);
  const db = await context.tx();
  // A search is told once, not with every further page of it.
  if (place === undefined) await logs.recordAudit(db, "audit_searched", toldOf(filter), null);
  if (question === undefined) return { events: [], next: null };
  const found = await logs.loadEvents(db, question, place, first + 1);
  const shown = found.slice(0, first);
  const last = shown.at(-1);
  return { events: shown.map(asEvent), next: found.length > first && last ? writePlace(last) : null };
}

/** What is not there and what is somebody else's are answered alike. */
export async function openEvent(context: Context, id: string): Promise<AuditOpened | null> {
  const place = placeOf(id, "BAD_ID");
  await openAudit(context, {});
  const db = await context.tx();
  const event = await logs.loadEvent(db, place);
  if (event === undefined) return null;
  await logs.recordAudit(db, "audit_opened", { event: id }, null);
  if (event.log === "access") return { event: asEvent(event), changes: [], more: 0 };
  const images = await logs.loadImages(db, event, ROWS_SHOWN);
  const fields = fieldsOf(event.ledger ?? "");
  const changes = images.map(({ row, before, after }) => ({
    row,
    title: titleOf(fields, after ?? before),
    fields: differences(fields, before, after),
  }));
  return { event: asEvent(event), changes, more: Math.max(0, (event.rows ?? 0) - changes.length) };
}

/** The filter as the logs are asked; undefined where nothing can be found. Refuses whoever audits nothing. */
export async function openAudit(context: Context, filter: AuditFilter): Promise<logs.AuditQuestion | undefined> {
  const db = await context.tx();
  if (context.viewer.accountId === undefined || !(await logs.mayAudit(db)))
    throw new Refusal("FORBIDDEN", { what: "审计 / audit" });
  const { from, to, who, kinds, organization, register, batch } = filter;
  if (batch != null && !isUuid(batch)) throw new Refusal("BATCH_ID");
  const orgId = organization == null ? undefined : await logs.organizationByCode(db, organization);
  if (organization != null && orgId === undefined) throw new Refusal("UNKNOWN_ORGANIZATION", { organization });
  const ledger = register == null ? undefined : ledgerOf(register);
  return {
    ...(from && { from }),
    ...(to && { to }),
    ...(who?.trim() && { who: who.trim() }),
    ...(kinds != null && kinds.length > 0 && { kinds }),
    ...(orgId !== undefined && { organization: orgId }),
    ...(ledger !== undefined && { ledger }),
    ...(batch != null && { batch }),
  };
}

/** A search as the log tells it: whom it was about is left out. */
export function toldOf({ from, to, who, kinds, organization, register, batch }: AuditFilter): Record<string, unknown> {
  return {
    ...(from && { from: from.toISOString() }),
    ...(to && { to: to.toISOString() }),
    ...(who?.trim() && { byName: true }),
    ...(kinds != null && kinds.length > 0 && { kinds: kinds.slice(0, 40).map((kind) => kind.slice(0, 40)) }),
    ...(organization != null && { organization }),
    ...(register != null && { register }),
    ...(batch != null && { batch }),
  };
}

export function asEvent(found: logs.LoggedEvent): AuditEvent {
  const { at, by, kind, origin, organization, organizationName, ledger, rows, batch, detail } = found;
  return {
    ...{
      id: writePlace(found),
      at: new Date(at),
      who: by === "" ? null : by,
      kind,
      origin,
      organization,
      organizationName,
    },
    ...{ register: ledger === null ? null : registerOf(ledger), rows, batch, detail },
  };
}

function placeOf(text: string, code: "BAD_CURSOR" | "BAD_ID"): Place {
  const place = readPlace(text);
  if (place === undefined) throw new Refusal(code, code === "BAD_ID" ? { id: text.slice(0, 24) } : {});
  return place;
}

// ── Registers by their ledgers ───────────────────────────────────────────────────────────────────────────────────

/** A figure's history is logged by its revisions. */
const FIGURE_LEDGER = "figure_revision";
const FIGURE_FIELDS: readonly ShownField[] = [
  { name: "value", column: "value", label: "数值 / Value" },
  { name: "status", column: "status", label: "状态 / Status" },
  { name: "source", column: "source", label: "来源 / Source" },
  { name: "computedValue", column: "computed_value", label: "算出的数 / Counted value" },
  { name: "reason", column: "reason", label: "理由 / Reason" },
  { name: "place", column: "place", label: "出处 / Place" },
];

function ledgerOf(register: string): string {
  if (register === "FigureRow") return FIGURE_LEDGER;
  const found = registerBook.find(register);
  if (found === undefined) throw new Refusal("UNKNOWN_TARGET", { target: register.slice(0, 40) });
  return found.table;
}

function registerByLedger(ledger: string): Register | undefined {
  return registerBook.all.find(({ table }) => table === ledger);
}

function registerOf(ledger: string): string {
  return ledger === FIGURE_LEDGER ? "FigureRow" : (registerByLedger(ledger)?.name ?? ledger);
}

/** Fields of free shape are left out: nothing says which of them is personal. */
function fieldsOf(ledger: string): readonly ShownField[] {
  if (ledger === FIGURE_LEDGER) return FIGURE_FIELDS;
  const unshown = new Set(["version", "createdAt", "updatedAt"]);
  return Object.entries(registerByLedger(ledger)?.fields ?? {}).flatMap(([name, spec]) =>
    spec.kind === "json" || unshown.has(name)
      ? []
      : [
          {
            name,
            column: columnOf(name, spec),
            label: spec.description,
            ...(spec.personal && { personal: spec.personal }),
          },
        ],
  );
}
