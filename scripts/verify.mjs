/** `npm run verify`: works the chain of changes out again and names the first broken link of each organization. */
import { withDatabase } from "./database.mjs";
import { say, Stop } from "./toolchain.mjs";

const FAULTS = {
  gap: ["少了前一环", "the link before it is missing"],
  chain: ["接不上前一环", "it does not continue the link before it"],
  link: ["内容被改过", "what it says was changed"],
  rows: ["改动前的内容被改过", "its before-images were changed"],
  head: ["链尾被截断", "the end of the chain was cut off"],
};

await withDatabase(import.meta.url, async ({ database, load }) => {
  const { verifyChain } = await load("database/history.js");
  const { chains, links, broken, seal } = await verifyChain(database.db);
  for (const { organization, seq, fault } of broken) {
    const [zh, en] = FAULTS[fault] ?? [fault, fault];
    say(`单位 ${organization} 第 ${seq} 环：${zh}`, `organization ${organization}, link ${seq}: ${en}`);
  }
  if (broken.length > 0)
    throw new Stop("修改记录不完整，请从备份核对。 / The log of changes is broken: compare it with a backup.");
  say(`${chains} 条链、${links} 环，完整。印记 ${seal}`, `${chains} chains, ${links} links, unbroken; seal ${seal}`);
});
