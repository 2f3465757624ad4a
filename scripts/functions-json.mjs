/** Writes dist/addin/functions.json, what Excel reads of =HUB.…, from the JSDoc of the functions themselves. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { onNewNode, root, Stop, tell } from "./toolchain.mjs";

const source = join(root, "addin", "functions", "functions.ts");
const target = join(root, "dist", "addin", "functions.json");

/** What the maker of such files says of the functions, and what Excel is given of it. */
export async function describeFunctions() {
  if (!existsSync(source)) throw new Stop(`${source} is missing`);
  // A CommonJS package: named imports of it are not found.
  const { generateCustomFunctionsMetadata } = createRequire(import.meta.url)("custom-functions-metadata");
  const { metadataJson, errors } = await generateCustomFunctionsMetadata([source]);
  if (errors.length > 0) throw new Stop(`addin/functions/functions.ts:\n${errors.join("\n")}`);
  const made = JSON.parse(metadataJson);
  // Excel 2021 does not know this member, and crashes.
  const { allowCustomDataForDataTypeAny: _, ...given } = made;
  return { made, given };
}

export async function writeFunctionsJson() {
  const { given: metadata } = await describeFunctions();
  mkdirSync(join(root, "dist", "addin"), { recursive: true });
  writeFileSync(target, `${JSON.stringify(metadata, null, 2)}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  await tell(async () => {
    if (await onNewNode(import.meta.url)) await writeFunctionsJson();
  });
