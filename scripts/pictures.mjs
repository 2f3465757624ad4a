/**
 * `node scripts/pictures.mjs`: renews the pictures of the guide from those the gallery's test took of every view
 * (`npm run test:browser -- test/browser/pane-gallery.test.ts`). Refuses one that is not there or too heavy to read along.
 */
import { copyFileSync, existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { root, say, Stop, tell } from "./toolchain.mjs";

const TAKEN = join(root, "test-results", "pane-gallery");
const GUIDE = join(root, "docs", "guide");
const MOST_BYTES = 150_000;
const WIDTH = 340;

/** Which view is which picture. */
const PICTURES = {
  "home-returned": "home",
  "query-ready": "query",
  "pending-checked": "checked",
  conflict: "conflict",
  "cell-origin": "origin",
  "intake-look": "intake",
  reports: "reports",
  "reports-unsent": "report-unsent",
};

await tell(() => {
  mkdirSync(GUIDE, { recursive: true });
  for (const [scene, name] of Object.entries(PICTURES)) {
    const taken = join(TAKEN, `${scene}-${WIDTH}.png`);
    if (!existsSync(taken))
      throw new Stop(`没有 ${taken}：先运行画廊的测试 / run test/browser/pane-gallery.test.ts first`);
    if (statSync(taken).size > MOST_BYTES) throw new Stop(`${taken} > ${MOST_BYTES} bytes`);
    copyFileSync(taken, join(GUIDE, `${name}.png`));
    say(`已更新 docs/guide/${name}.png`, `renewed docs/guide/${name}.png`);
  }
});
