/**
 * GET /audit/export.csv: what a search of the audit finds, as a file for spreadsheets: UTF-8 with its mark, cells that run
 * nothing, streamed page by page. Its last line is the logs' seal, to be compared with `npm run verify -- --since`.
 */
import { once } from "node:events";
import express, { type NextFunction, type Request, type Response } from "express";
import { inContext, type Hub } from "../../context.js";
import { sealLogs } from "../../database/history.js";
import { Refusal } from "../../errors.js";
import { originOf } from "../access/access.events.js";
import { viewerIn } from "../access/access.session.js";
import { loadEvents, recordAudit, type LoggedEvent } from "./audit.loader.js";
import type { AuditFilter } from "./audit.objects.js";
import { csvLine, type Place } from "./audit.rules.js";
import { asEvent, openAudit, toldOf } from "./audit.service.js";

const PAGE = 1000;
const HEADINGS = [
  "时间",
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
  return router;
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
    if (!response.write(page.map(lineOf).join("")))
      await Promise.race([once(response, "drain"), once(response, "close")]);
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
    ...[found.at, who, kind, origin, organization, organizationName, register, rows === null ? null : String(rows)],
    ...[batch, told, found.chain, found.link, found.hash],
  ]);
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
