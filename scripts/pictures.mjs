/**
 * `node scripts/pictures.mjs`: renews the pictures of the guide from those the browser tests took of the pane's views and of
 * filling in offline (`npm run test:browser`). Refuses one that is not there or too heavy to read along.
 */
import { copyFileSync, existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { root, say, Stop, tell } from "./toolchain.mjs";

const TAKEN = join(root, "test-results");
const GUIDE = join(root, "docs", "guide");
const MOST_BYTES = 150_000;

/** Which view is which picture. */
const PICTURES = {
  "pane-gallery/home-returned-340": "home",
  "pane-gallery/query-ready-340": "query",
  "pane-gallery/pending-checked-340": "checked",
  "pane-gallery/conflict-340": "conflict",
  "pane-gallery/cell-origin-340": "origin",
  "pane-gallery/intake-look-340": "intake",
  "pane-gallery/reports-340": "reports",
  "pane-gallery/reports-unsent-340": "report-unsent",
  "without-addin/clash": "offline",
};

await tell(() => {
  mkdirSync(GUIDE, { recursive: true });
  for (const [scene, name] of Object.entries(PICTURES)) {
    const taken = join(TAKEN, `${scene}.png`);
    if (!existsSync(taken)) throw new Stop(`没有 ${taken}：先运行浏览器测试 / run the browser tests first`);
    if (statSync(taken).size > MOST_BYTES) throw new Stop(`${taken} > ${MOST_BYTES} bytes`);
    copyFileSync(taken, join(GUIDE, `${name}.png`));
    say(`已更新 docs/guide/${name}.png`, `renewed docs/guide/${name}.png`);
  }
});
