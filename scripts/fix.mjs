/** `npm run fix`: repairs what can be repaired without a person: lint, format, generated files. */
import { join } from "node:path";
import { findNode, onNewNode, root, run, tell } from "./toolchain.mjs";

await tell(async () => {
  if (!(await onNewNode(import.meta.url))) return;
  const node = findNode();
  await run(node, [join(root, "scripts", "schema.mjs")]);
  await run(node, [join(root, "node_modules/eslint/bin/eslint.js"), "--fix", "."]);
  await run(node, [join(root, "node_modules/prettier/bin/prettier.cjs"), "--write", "--log-level=warn", "."]);
});
