/**
 * `npm run verify [-- --since <seal>]`: works the logs of changes and of access out again, names the first broken link of
 * each chain, and prints a seal. An earlier seal shows whether the end of a chain was cut off since.
 */
import { withDatabase } from "./database.mjs";
import { say, Stop } from "./toolchain.mjs";

const FAULTS = {
  gap: ["少了前一环", "the link before it is missing"],
  chain: ["接不上前一环", "it does not continue the link before it"],
  link: ["内容被改过", "what it says was changed"],
  rows: ["改动前的内容被改过", "its before-images were changed"],
  seal: ["期满封存处被改过", "where the log was shortened was changed"],
  head: ["链尾被截断", "the end of the chain was cut off"],
};
const since = sinceOf(process.argv.slice(2));

await withDatabase(import.meta.url, async ({ database, load }) => {
  const history = await load("database/history.js");
  const changes = await history.verifyChain(database.db);
  const access = await history.verifyAccess(database.db);
  for (const { organization, seq, fault } of changes.broken)
    tellFault("单位", "organization", organization, seq, fault);
  for (const { account, link, fault } of access.broken) tellFault("账号", "account", account, link, fault);
  const isWhole = since === undefined || (await isWholeSince(history, database.db));
  if (changes.broken.length + access.broken.length > 0 || !isWhole)
    throw new Stop("修改或访问记录不完整，请从备份核对。 / The logs are broken: compare them with a backup.");
  const seal = await history.sealLogs(database.db);
  say(
    `修改记录 ${changes.chains} 条链、${changes.links} 环，访问记录 ${access.chains} 条链、${access.links} 环，完整。`,
    `Changes: ${changes.chains} chains, ${changes.links} links; access: ${access.chains} chains, ${access.links} links; unbroken.`,
  );
  say(
    `印记 ${seal} 。抄到别处；以后用 npm run verify -- --since <印记> 核对链尾有没有被截断。`,
    `Seal ${seal}. Keep it elsewhere; npm run verify -- --since <seal> shows later whether an end was cut off.`,
  );
});

function tellFault(zhChain, enChain, id, link, fault) {
  const [zh, en] = FAULTS[fault] ?? [fault, fault];
  say(`${zhChain} ${id} 第 ${link} 环：${zh}`, `${enChain} ${id}, link ${link}: ${en}`);
}

async function isWholeSince(history, db) {
  const found = await history.compareWithSeal(db, since);
  if (found.kind !== "known") {
    say(
      "这个印记不在库中，或被改过：印记抄错了，或记录被截断。",
      "That seal is not kept here, or was altered: it was copied wrongly, or the logs were cut.",
    );
    return false;
  }
  for (const { log, chain, link } of found.missing)
    say(
      `${log === "change" ? "单位" : "账号"} ${chain} 第 ${link} 环：印记里有，现在没有了`,
      `${log === "change" ? "organization" : "account"} ${chain}, link ${link}: the seal vouches for it, and it is gone`,
    );
  return found.missing.length === 0;
}

function sinceOf(args) {
  const at = args.findIndex((arg) => arg === "--since" || arg.startsWith("--since="));
  if (at < 0) return undefined;
  const value = (args[at].startsWith("--since=") ? args[at].slice("--since=".length) : (args[at + 1] ?? "")).trim();
  if (/^[0-9a-f]{64}$/.test(value)) return value;
  throw new Error("--since 后面是 64 位印记 / --since takes a seal of 64 characters");
}
