/**
 * GET /workbooks/report.xlsx makes a report to fill in without the add-in; POST /workbooks takes it back. Both speak to
 * people who have only Excel, WPS or LibreOffice: what went wrong is told by cell, in words.
 */
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express, { type NextFunction, type Request, type Response } from "express";
import multer from "multer";
import { inContext, type Hub } from "../../context.js";
import { viewerIn } from "../access/access.session.js";
import { Refusal } from "../../errors.js";
import { receiveFile } from "../intake/upload-limits.js";
import { readColumnKey } from "./report.rules.js";
import { makeReport, takeReport } from "./report.service.js";

const LARGEST_FILE = 20 * 1024 * 1024;
/** In characters, none of them cut in half: the title is the file's name, too. */
const LONGEST_TITLE = 60;
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export function workbookRouter(hub: Hub): express.Router {
  const router = express.Router();
  router.get(
    "/report.xlsx",
    (request, response, next) => void give(hub, request, response).catch(next as NextFunction),
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

/** `?organizations=YL-S1-01,YL-S1-02&columns=FN01@2026M10,QU01@2026,FN01@2026M10@funding=subsidised&title=十月报表` */
async function give(hub: Hub, request: Request, response: Response): Promise<void> {
  const list = (name: string): string[] =>
    textOf(request, name)
      .split(",")
      .flatMap((part) => part.trim() || []);
  const columns = list("columns").map(readColumnKey);
  const title = [...(textOf(request, "title").trim() || "训枢填报表")].slice(0, LONGEST_TITLE).join("");
  const wanted = { organizations: list("organizations"), columns, title };
  const file = await inContext(hub, viewerIn(response), (context) => makeReport(context, wanted));
  response.attachment(`${title}.xlsx`).type(XLSX).send(file);
}

function textOf(request: Request, name: string): string {
  const value = request.query[name];
  return typeof value === "string" ? value : "";
}

async function take(hub: Hub, request: Request, response: Response): Promise<void> {
  const { file } = request;
  if (!file) throw new Refusal("FILE_MISSING");
  const fields = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  const name = Buffer.from(file.originalname, "latin1")
    .toString("utf8")
    .replace(/^.*[\\/]/u, "")
    .slice(0, 200);
  try {
    const taken = await inContext(hub, viewerIn(response), (context) =>
      takeReport(context, file.path, name, fields["dryRun"] === "true"),
    );
    response.json(taken);
  } finally {
    await rm(file.path, { force: true });
  }
}
