/**
 * `npm run retention`: shows what was kept longer than its parameter says. `npm run retention -- --remove` lets it go, the
 * log of access too, behind a seal; stopped, it goes on where it stopped. A running hub removes daily, but never its log.
 */
import { withDatabase } from "./database.mjs";
import { say, Stop } from "./toolchain.mjs";

const args = process.argv.slice(2);
const remove = args.includes("--remove");

await withDatabase(import.meta.url, async ({ config, database, load }) => {
  if (args.some((arg) => arg !== "--remove")) throw new Stop("只认 --remove 。 / Only --remove is understood.");
  const { retain } = await load("features/access/personal-retention.js");
  const report = await retain(database.db, new Date(), { remove, log: remove, home: config.home });
  for (const { kind, zh, en, length, unit, due, removed } of report.filter(({ held }) => held !== "by name"))
    say(
      `${zh}：保存 ${length} ${unit === "month" ? "个月" : "天"}（参数 ${kind}），到期 ${due}，${remove ? `已清除 ${removed}` : "未动"}。`,
      `${en}: kept ${length} ${unit}s, ${due} due, ${remove ? `${removed} removed` : "none touched"}`,
    );
  for (const { kind, zh, en, length, due } of report.filter(({ held }) => held === "by name"))
    say(
      `${zh}：${length} 个月以上（参数 ${kind}）${due} 人。不会自动删除，请逐人判断，用 erasePerson 删除。`,
      `${en} for ${length} months: ${due}. None goes by itself: judge each, and erase them by name`,
    );
  if (report.some(({ held }) => held === "log broken"))
    throw new Stop(
      "访问记录不完整，没有清除：先运行 npm run verify。 / The log of access is broken and was left alone: run npm run verify.",
    );
  if (!remove && report.some(({ due, held }) => due > 0 && held !== "by name"))
    say("要清除，运行 npm run retention -- --remove 。", "To let it go, run npm run retention -- --remove.");
});
