/**
 * POST /imports: takes one file, answers at once with the import's id, and reads on in the background, a step at a time.
 * The file lives in a folder of its own until it has been read; its name never becomes a path.
 */
import { createHash, randomBytes } from "node:crypto";
import { createReadStream, mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express, { type NextFunction, type Request, type Response } from "express";
import { sql } from "kysely";
import multer, { MulterError } from "multer";
import { createContext, type Hub } from "../../context.js";
import { logAccident, Refusal } from "../../errors.js";
import { encodeGlobalId } from "../../graph/global-id.js";
import { abandonImport, fillImport, openImport } from "./intake.service.js";
import type { ImportKey, Step } from "./intake.stage.js";
import { READER_LIMITS } from "./readers/limits.js";
import { openWorkbook } from "./readers/workbook.js";

const LARGEST_MB = Math.round(READER_LIMITS.fileBytes / 1024 / 1024);

export function importRouter(hub: Hub): express.Router {
  const folder = join(tmpdir(), `xunshu-imports-${process.pid}-${randomBytes(4).toString("hex")}`);
  const receive = multer({
    storage: multer.diskStorage({
      destination: (_request, _file, done) => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        done(null, folder);
      },
      filename: (_request, _file, done) => done(null, randomBytes(16).toString("hex")),
    }),
    limits: { fileSize: READER_LIMITS.fileBytes, files: 1, fields: 10, fieldSize: 1000 },
  }).single("file");
  const router = express.Router();
  router.post("/", (request, response, next) => {
    receive(request, response, (error: unknown) => {
      if (error instanceof MulterError && error.code === "LIMIT_FILE_SIZE")
        next(new Refusal("FILE_TOO_LARGE", { max: LARGEST_MB }));
      else if (error instanceof MulterError) next(new Refusal("BAD_REQUEST", { detail: error.code }));
      else if (error) next(error);
      else void accept(hub, request, response).catch(next as NextFunction);
    });
  });
  return router;
}

async function accept(hub: Hub, request: Request, response: Response): Promise<void> {
  const { file } = request;
  if (!file) throw new Refusal("FILE_MISSING");
  const fields = (request.body ?? {}) as Record<string, unknown>;
  const text = (name: string): string => (typeof fields[name] === "string" ? fields[name] : "");
  const actor = request.get("x-hub-actor");
  const step: Step = (work) => inOwnContext(hub, actor, work);
  const fileName = originalName(file.originalname);
  try {
    const sha256 = await digestOf(file.path);
    const wanted = {
      organization: text("organization"),
      fileName,
      origin: "upload",
      sha256,
      sizeBytes: file.size,
    } as const;
    const key = await step((context) => openImport(context, wanted));
    response.status(202).json({ id: encodeGlobalId("Import", key.orgId, key.id) });
    void read(hub, step, key, file.path, fileName, text("target") || undefined);
  } catch (error) {
    await rm(file.path, { force: true });
    throw error;
  }
}

async function read(
  hub: Hub,
  step: Step,
  key: ImportKey,
  path: string,
  fileName: string,
  target: string | undefined,
): Promise<void> {
  try {
    await fillImport(step, key, () => openWorkbook(path, fileName), target);
  } catch (error) {
    logAccident(hub.log, error);
    await step((context) => abandonImport(context, key)).catch((again: unknown) => logAccident(hub.log, again));
  } finally {
    await rm(path, { force: true });
  }
}

/** Browsers send file names as UTF-8 bytes; the form parser reads them as Latin-1. */
function originalName(name: string): string {
  const bytes = Buffer.from(name, "latin1");
  const decoded = bytes.toString("utf8");
  const whole = /[\u0100-\uffff]/u.test(name) || decoded.includes("\ufffd") ? name : decoded;
  return whole.replace(/^.*[\\/]/u, "").slice(0, 200) || "upload";
}

async function digestOf(path: string): Promise<Buffer> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest();
}

async function inOwnContext<T>(hub: Hub, actor: string | undefined, work: Parameters<Step>[0]): Promise<T> {
  const context = createContext(hub, actor);
  try {
    const result = (await work(context)) as T;
    await context.transaction.commit();
    return result;
  } catch (error) {
    await context.transaction.rollback();
    throw error;
  }
}

/** What a stopped hub left half read will never be read on: say so instead of showing progress for ever. */
export async function endInterrupted(hub: Hub): Promise<void> {
  try {
    await inOwnContext<void>(hub, undefined, async (context) => {
      const tx = await context.tx();
      const { rows } = await sql<ImportKey>`select org_id as "orgId", id from import
        where status = 'staging' and created_at < now() - interval '30 minutes'`.execute(tx);
      for (const key of rows) await abandonImport(context, key);
    });
  } catch (error) {
    logAccident(hub.log, error);
  }
}
