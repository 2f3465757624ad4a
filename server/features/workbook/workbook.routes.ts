/**
 * GET /workbooks/report.xlsx makes a report to fill in without the add-in, rows.xlsx one of a register's rows; POST /workbooks
 * takes either back. They speak to people who have only Excel, WPS or LibreOffice: what went wrong is told by cell, in words.
 */
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express, { type NextFunction, type Request, type Response } from "express";
import type { GraphQLSchema } from "graphql";
import multer from "multer";
import { inContext, type Hub } from "../../context.js";
import { viewerIn } from "../access/access.session.js";
import { Refusal } from "../../errors.js";
import { receiveFile } from "../intake/upload-limits.js";
import { readColumnKey } from "./report.rules.js";
import { SheetComparison } from "../register-sheet/register-sheet.objects.js";
import type { Comparison, Condition } from "../register-sheet/register-sheet.reading.js";
import { takeBook } from "./filled-book.service.js";
import { figuresOfReport, makeReport } from "./report.service.js";
import { makeRowsBook } from "./rows.service.js";
import type { Choices } from "./taken.js";

const LARGEST_FILE = 20 * 1024 * 1024;
/** In characters, none of them cut in half: the title is the file's name, too. */
const LONGEST_TITLE = 60;
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export function workbookRouter(hub: Hub, schema: GraphQLSchema): express.Router {
  const router = express.Router();
  router.get(
    "/report.xlsx",
    (request, response, next) => void give(hub, request, response).catch(next as NextFunction),
  );
  router.get(
    "/rows.xlsx",
    (request, response, next) => void giveRows(hub, schema, request, response).catch(next as NextFunction),
  );
  const folder = join(tmpdir(), `xunshu-reports-${process.pid}-${randomBytes(4).toString("hex")}`);
  const storage = multer.diskStorage({
    destination: (_request, _file, done) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      done(null, folder);
    },
    filename: (_request, _file, done) => done(null, randomBytes(16).toString("hex")),
  });
  router.post(
    "/",
    receiveFile(hub, storage, LARGEST_FILE),
    (request, response, next) => void take(hub, request, response).catch(next as NextFunction),
  );
  return router;
}

/**
 * `?organizations=YL-S1-01,YL-S1-02&columns=FN01@2026M10,QU01@2026,FN01@2026M10@funding=subsidised&title=十月报表`, or `?report=`
 * and the id of a report that is to be sent.
 */
async function give(hub: Hub, request: Request, response: Response): Promise<void> {
  const report = textOf(request, "report");
  const asked = {
    organizations: listIn(request, "organizations"),
    columns: listIn(request, "columns").map(readColumnKey),
    title: textOf(request, "title").trim() || "训枢填报表",
  };
  const { file, title } = await inContext(hub, viewerIn(response), async (context) => {
    const wanted = report === "" ? asked : await figuresOfReport(context, report);
    const short = [...wanted.title].slice(0, LONGEST_TITLE).join("");
    return { file: await makeReport(context, { ...wanted, title: short }), title: short };
  });
  response.attachment(`${title}.xlsx`).type(XLSX).send(file);
}

/**
 * `?register=Enrolment&columns=activity,person.name,status&organization=YL-S1-01`: rows of that organization, and room for new
 * ones. `conditions` and `order` are JSON, as the question `registerSheet` takes them; without conditions all of the
 * organization's rows.
 */
async function giveRows(hub: Hub, schema: GraphQLSchema, request: Request, response: Response): Promise<void> {
  const organization = textOf(request, "organization").trim() || null;
  const title = [...textOf(request, "title").trim()].slice(0, LONGEST_TITLE).join("");
  const wanted = {
    ...{ register: textOf(request, "register"), columns: listIn(request, "columns"), organization, title },
    ...{
      conditions: conditionsIn(textOf(request, "conditions"), organization),
      order: orderIn(textOf(request, "order")),
    },
  };
  const file = await inContext(hub, viewerIn(response), (context) => makeRowsBook({ context, schema }, wanted));
  response
    .attachment(`${title || "训枢填报表"}.xlsx`)
    .type(XLSX)
    .send(file);
}

function conditionsIn(text: string, organization: string | null): readonly Condition[] {
  if (text === "") return organization === null ? [] : [{ path: "organization", is: "EQ", values: [organization] }];
  return partsOf(text).map(({ path, is, values }) => {
    const known = typeof path === "string" && typeof is === "string" && COMPARISONS.has(is) && Array.isArray(values);
    if (!known) throw new Refusal("BAD_CONDITIONS");
    return { path, is: is as Comparison, values: values.map(String) };
  });
}

const COMPARISONS: ReadonlySet<string> = new Set(Object.values(SheetComparison));

function orderIn(text: string): readonly { path: string; descending: boolean }[] {
  if (text === "") return [];
  return partsOf(text).map(({ path, descending }) => {
    if (typeof path !== "string") throw new Refusal("BAD_CONDITIONS");
    return { path, descending: descending === true };
  });
}

function partsOf(text: string): readonly Readonly<Record<string, unknown>>[] {
  const read = fromJson(text);
  if (!Array.isArray(read)) throw new Refusal("BAD_CONDITIONS");
  return read.map((part: unknown) => (part ?? {}) as Readonly<Record<string, unknown>>);
}

function listIn(request: Request, name: string): readonly string[] {
  return textOf(request, name)
    .split(",")
    .flatMap((part) => part.trim() || []);
}

function textOf(request: Request, name: string): string {
  const value = request.query[name];
  return typeof value === "string" ? value : "";
}

/** `file`, `dryRun=true` to look only, and `choices`: `{"填报!C5": {"keep": "mine", "version": 3}}` for what clashed before. */
async function take(hub: Hub, request: Request, response: Response): Promise<void> {
  const { file } = request;
  if (!file) throw new Refusal("FILE_MISSING");
  const fields = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  const fileName = Buffer.from(file.originalname, "latin1")
    .toString("utf8")
    .replace(/^.*[\\/]/u, "")
    .slice(0, 200);
  try {
    const taking = { fileName, dryRun: fields["dryRun"] === "true", choices: choicesIn(fields["choices"]) };
    const taken = await inContext(hub, viewerIn(response), (context) => takeBook(context, file.path, taking));
    response.json(taken);
  } finally {
    await rm(file.path, { force: true });
  }
}

function choicesIn(text: unknown): Choices {
  if (text === undefined || text === "") return new Map();
  const read = fromJson(text);
  if (typeof read !== "object" || read === null || Array.isArray(read)) throw new Refusal("BAD_CHOICES");
  return new Map(
    Object.entries(read).map(([cell, choice]: [string, unknown]) => {
      const { keep, version } = (choice ?? {}) as Partial<Record<string, unknown>>;
      if ((keep !== "mine" && keep !== "theirs") || !Number.isSafeInteger(version)) throw new Refusal("BAD_CHOICES");
      return [cell, { keep, version: version as number }];
    }),
  );
}

function fromJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text)) as unknown;
  } catch {
    return undefined;
  }
}
