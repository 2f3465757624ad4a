/** Writes dist/addin/functions.json, what Excel reads of =HUB.…, from the JSDoc of the functions themselves. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { onNewNode, root, Stop, tell } from "./toolchain.mjs";

const source = join(root, "addin", "functions", "functions.ts");
const target = join(root, "dist", "addin", "functions.json");

export async function writeFunctionsJson() {
  if (!existsSync(source)) throw new Stop(`${source} is missing`);
  // A CommonJS package: named imports of it are not found.
  const { generateCustomFunctionsMetadata } = createRequire(import.meta.url)("custom-functions-metadata");
  const { metadataJson, errors } = await generateCustomFunctionsMetadata([source]);
  if (errors.length > 0) throw new Stop(`addin/functions/functions.ts:\n${errors.join("\n")}`);
  const metadata = JSON.parse(metadataJson);
  // An Excel that does not know this member refuses the whole file.
  delete metadata.allowCustomDataForDataTypeAny;
  mkdirSync(join(root, "dist", "addin"), { recursive: true });
  writeFileSync(target, `${JSON.stringify(metadata, null, 2)}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  await tell(async () => {
    if (await onNewNode(import.meta.url)) await writeFunctionsJson();
  });
