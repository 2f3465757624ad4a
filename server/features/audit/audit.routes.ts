/**
 * GET /audit/export.csv: what a search of the audit finds, as a file for spreadsheets: UTF-8 with its mark, cells that run
 * nothing, streamed page by page. Its last line is the logs' seal, to be compared with `npm run verify -- --since`.
 * POST /audit/verify: both logs worked out again, for administrators of everything. Refuses everybody else.
 */
import express, { type NextFunction, type Request, type Response } from "express";
import { inContext, type Hub } from "../../context.js";
import { sealLogs } from "../../database/history.js";
import { csvLine } from "../../domain/csv.js";
import { Refusal } from "../../errors.js";
import { drained } from "../../streamed.js";
import { originOf } from "../access/access.events.js";
import { viewerIn } from "../access/access.session.js";
import { auditsAll, loadEvents, recordAudit, type LoggedEvent } from "./audit.loader.js";
import type { AuditFilter } from "./audit.objects.js";
import type { Place } from "./audit.rules.js";
import { asEvent, openAudit, toldOf } from "./audit.service.js";
import { verifyLogs, type LogsVerified } from "./audit.verification.js";

const PAGE = 1000;
const HEADINGS = [
  "时间（北京）",
  "谁",
  "事件",
  "从哪里",
  "单位代码",
  "单位",
  "台账",
  "行数",
  "批次",
  "详情",
  "链",
  "环",
  "本环印记",
];

export function auditRouter(hub: Hub): express.Router {
  const router = express.Router();
  router.get(
    "/export.csv",
    (request, response, next) => void exportEvents(hub, request, response).catch(next as NextFunction),
  );
  // Working out millions of links is heavy: whoever asks meanwhile gets the answer that is under way.
  let underWay: Promise<LogsVerified> | undefined;
  router.post("/verify", (request, response, next) => {
    const verify = async (): Promise<void> => {
      await admitVerifier(hub, request, response);
      underWay ??= verifyLogs(hub).finally(() => (underWay = undefined));
      response.json(await underWay);
    };
    void verify().catch(next as NextFunction);
  });
  return router;
}

async function admitVerifier(hub: Hub, request: Request, response: Response): Promise<void> {
  await inContext(hub, viewerIn(response), async (context) => {
    const db = await context.tx();
    if (!(await auditsAll(db))) throw new Refusal("FORBIDDEN", { what: "审计 / audit" });
    await recordAudit(db, "audit_verified", {}, originOf(request));
  });
}

async function exportEvents(hub: Hub, request: Request, response: Response): Promise<void> {
  const viewer = viewerIn(response);
  const filter = filterOf(request);
  const question = await inContext(hub, viewer, async (context) => {
    const asked = await openAudit(context, filter);
    await recordAudit(await context.tx(), "exported", { what: "audit", ...toldOf(filter) }, originOf(request));
    return asked ?? {};
  });
  response.attachment("训枢审计.csv").type("text/csv; charset=utf-8");
  response.write(`\uFEFF${csvLine(HEADINGS)}`);
  let after: Place | undefined;
  // Each page in a transaction of its own: a slow reader of a long file holds up nobody.
  for (;;) {
    const page = await inContext(hub, viewer, async (context) => loadEvents(await context.tx(), question, after, PAGE));
    if (response.destroyed) return;
    if (!response.write(page.map(lineOf).join(""))) await drained(response);
    after = page.at(-1);
    if (page.length < PAGE) break;
  }
  const seal = await inContext(hub, viewer, async (context) => sealLogs(await context.tx()));
  response.end(csvLine(["印记", seal]));
}

function lineOf(found: LoggedEvent): string {
  const { who, kind, origin, organization, organizationName, register, rows, batch, detail } = asEvent(found);
  const told = detail == null ? null : JSON.stringify(detail);
  return csvLine([
    ...[
      beijingTime(found.at),
      who,
      kind,
      origin,
      organization,
      organizationName,
      register,
      rows === null ? null : String(rows),
    ],
    ...[batch, told, found.chain, found.link, found.hash],
  ]);
}

const BEIJING_MS = 8 * 3_600_000;

/** The same instant as people here write it, with its microseconds. */
export function beijingTime(at: string): string {
  const moved = new Date(new Date(at).getTime() + BEIJING_MS).toISOString();
  return `${moved.slice(0, 19)}${at.slice(19, -1)}+08:00`;
}

function filterOf(request: Request): AuditFilter {
  const text = (name: string): string | undefined => {
    const value = request.query[name];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  };
  const moment = (name: string): Date | undefined => {
    const value = text(name);
    if (value === undefined) return undefined;
    const date = new Date(value);
    if (Number.isNaN(date.getTime())) throw new Refusal("BAD_DATE", { field: name });
    return date;
  };
  const kinds = text("kinds")
    ?.split(",")
    .flatMap((kind) => kind.trim() || []);
  const filter: AuditFilter = { from: moment("from") ?? null, to: moment("to") ?? null, kinds: kinds ?? null };
  for (const name of ["who", "organization", "register", "batch"] as const) filter[name] = text(name) ?? null;
  return filter;
}
