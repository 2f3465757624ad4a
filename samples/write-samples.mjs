/** Writes the sample workbooks anew: `node samples/write-samples.mjs`. Nothing changes unless what they are made from did. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { onNewNode, root, say, tell } from "../scripts/toolchain.mjs";

await tell(async () => {
  if (!(await onNewNode(import.meta.url))) return;
  const { compileFolders } = await import("../scripts/compile.mjs");
  await compileFolders(["server", "samples"]);
  const { makeWorkbook, WORKBOOKS } = await import(
    pathToFileURL(join(root, "dist", "samples", "make-samples.js")).href
  );
  for (const [name, sheets] of Object.entries(WORKBOOKS))
    writeFileSync(join(root, "samples", name), await makeWorkbook(sheets));
  say("三个示例工作簿已写好。", "the three sample workbooks are written");
});
