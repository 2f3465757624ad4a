/**
 * POST /imports: takes one file, answers at once with the import's id, and reads on in the background, a step at a time.
 * The file's name never becomes a path.
 */
import { withoutIdentityNumbers } from "../../domain/identity-scan.js";
import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import express, { type NextFunction, type Request, type Response } from "express";
import multer from "multer";
import type { Hub } from "../../context.js";
import { viewerIn } from "../access/access.session.js";
import { Refusal } from "../../errors.js";
import { encodeGlobalId } from "../../graph/global-id.js";
import { keepUpload, readUpload, uploadFolder } from "./intake.background.js";
import { ownSteps } from "./intake.commit.js";
import { addReportRoute } from "./intake.report.js";
import { isFilledBook, takeBook } from "../workbook/filled-book.service.js";
import { openImport } from "./intake.service.js";
import { READER_LIMITS } from "./readers/limits.js";
import { receiveFile, refuseOneImportMore } from "./upload-limits.js";

export function importRouter(hub: Hub): express.Router {
  const storage = multer.diskStorage({
    destination: (_request, _file, done) => done(null, uploadFolder(hub)),
    filename: (_request, _file, done) => done(null, `incoming-${randomBytes(16).toString("hex")}`),
  });
  const router = express.Router();
  router.post(
    "/",
    receiveFile(hub, storage, READER_LIMITS.fileBytes),
    (request, response, next) => void accept(hub, request, response).catch(next as NextFunction),
  );
  addReportRoute(router, hub);
  return router;
}

async function accept(hub: Hub, request: Request, response: Response): Promise<void> {
  const { file } = request;
  if (!file) throw new Refusal("FILE_MISSING");
  const fields = (request.body ?? {}) as Record<string, unknown>;
  const text = (name: string): string => (typeof fields[name] === "string" ? fields[name] : "");
  const fileName = originalName(file.originalname);
  const target = text("target") || undefined;
  try {
    const viewer = viewerIn(response);
    // A workbook that went out from here comes back as the batch it is.
    if (await isFilledBook(file.path, fileName)) {
      const taking = { fileName, dryRun: false, choices: new Map() };
      const report = await ownSteps(hub, viewer)((context) => takeBook(context, file.path, taking));
      await rm(file.path, { force: true });
      response.json({ report });
      return;
    }
    const sha256 = await digestOf(file.path);
    const wanted = {
      organization: text("organization"),
      fileName,
      origin: "upload",
      sha256,
      sizeBytes: file.size,
      ...(target ? { wanted: target } : {}),
    } as const;
    // The file is in its place before anybody can see the import: one that is seen can be taken up again.
    const key = await ownSteps(
      hub,
      viewer,
    )(async (context) => {
      await refuseOneImportMore(context);
      const opened = await openImport(context, wanted);
      await keepUpload(hub, opened, file.path);
      return opened;
    });
    response.status(202).json({ id: encodeGlobalId("Import", key.orgId, key.id) });
    readUpload(hub, { key, fileName, target, viewer });
  } catch (error) {
    await rm(file.path, { force: true });
    throw error;
  }
}

/** In characters, none of them cut in half. */
const LONGEST_NAME = 200;

/**
 * Browsers send file names as UTF-8 bytes; the form parser reads them as Latin-1. Folders, line breaks and signs that turn
 * the direction of writing are left out: a name is only shown.
 */
function originalName(name: string): string {
  const bytes = Buffer.from(name, "latin1");
  const decoded = bytes.toString("utf8");
  const whole = /[\u0100-\uffff]/u.test(name) || decoded.includes("\ufffd") ? name : decoded;
  const shown = withoutIdentityNumbers(whole.replace(/^.*[\\/]/su, "").replace(/[\p{Cc}\p{Cf}]/gu, ""));
  return [...shown].slice(0, LONGEST_NAME).join("") || "upload";
}

async function digestOf(path: string): Promise<Buffer> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest();
}
