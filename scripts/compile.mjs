/**
 * Compiles TypeScript folders into dist/, file by file and folder by folder as they are; what is not TypeScript (SQL, CSV,
 * JSON, GraphQL) is copied beside it. Types are checked elsewhere (`npm run check`): this must be quick.
 */
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { filesIn } from "./fingerprint.mjs";
import { root } from "./toolchain.mjs";

export async function compileFolders(folders) {
  const { transformFile } = await import("@swc/core");
  for (const folder of folders) {
    await rm(join(root, "dist", folder), { recursive: true, force: true });
    if (!existsSync(join(root, folder))) continue;
    await Promise.all(filesIn(join(root, folder)).map((file) => place(transformFile, folder, file)));
  }
}

async function place(transformFile, folder, file) {
  const from = join(root, folder, file);
  const to = join(root, "dist", folder, file);
  await mkdir(dirname(to), { recursive: true });
  if (!/\.tsx?$/.test(file)) return copyFile(from, to);
  if (file.endsWith(".d.ts")) return;
  const { code } = await transformFile(from, { cwd: root, configFile: join(root, ".swcrc"), sourceMaps: "inline" });
  await writeFile(to.replace(/\.tsx?$/, ".js"), code);
}
