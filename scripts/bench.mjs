/** `npm run bench [name]`: runs the measurements of test/bench one after the other, so that none disturbs another. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { compileFolders } from "./compile.mjs";
import { filesIn } from "./fingerprint.mjs";
import { onNewNode, root, run, Stop, tell } from "./toolchain.mjs";

await tell(async () => {
  if (!(await onNewNode(import.meta.url))) return;
  const folder = join(root, "test", "bench");
  const wanted = process.argv[2] ?? "";
  const files = existsSync(folder)
    ? filesIn(folder).filter((file) => file.endsWith(".bench.ts") && file.includes(wanted))
    : [];
  if (files.length === 0) throw new Stop("没有这样的测量。 / There is no such measurement in test/bench.");
  await build();
  await compileFolders(["test"]);
  for (const file of files) {
    const code = await run(
      process.execPath,
      ["--enable-source-maps", join(root, "dist", "test", "bench", file.replace(/\.ts$/, ".js"))],
      {
        env: { NODE_ENV: "production" },
      },
    );
    if (code !== 0) throw new Stop(`${file} → ${code}`);
  }
});
