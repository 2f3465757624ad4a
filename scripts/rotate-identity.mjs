/**
 * `node scripts/rotate-identity.mjs`: seals the kept identity numbers anew under the first of IDENTITY_ENCRYPTION_KEYS, and
 * makes their prints anew with the hub's identity.key. Stop the hub first; stopped itself, it goes on where it stopped.
 * Prints of numbers that were never kept cannot be made anew by anybody: as long as there are any, identity.key stays.
 */
import { withDatabase } from "./database.mjs";
import { say, Stop } from "./toolchain.mjs";

await withDatabase(import.meta.url, async ({ config, database, load }) => {
  const { rotateIdentities } = await load("features/intake/identity-rotation.js");
  if (config.identitySealing.length === 0)
    throw new Stop(
      "没有设置 IDENTITY_ENCRYPTION_KEYS，无从换钥。 / IDENTITY_ENCRYPTION_KEYS is not set: there is nothing to rotate.",
    );
  const { sealed, prints, unopened, forgotten, held } = await rotateIdentities(
    database.db,
    config.identitySealing,
    config.identityKey,
  );
  if (held?.because === "no copy")
    throw new Stop(
      `有 ${held.count} 人只有指纹、没有加密副本：不能更换 identity.key，否则认不出这些人。放回原来的 identity.key。 / ${held.count} persons have a print and no sealed copy: under another identity.key they would be strangers. Put the former one back.`,
    );
  if (held !== undefined)
    throw new Stop(
      `有 ${held.count} 个导入还没有提交或作废，里面有旧指纹：先处理完，再换 identity.key。 / ${held.count} imports with prints of the former key still wait: commit or discard them first.`,
    );
  say(
    `重新加密 ${sealed} 份，重算指纹 ${prints} 个，清除导入行中的旧指纹 ${forgotten} 行，打不开 ${unopened} 份。`,
    `sealed anew: ${sealed}; prints made anew: ${prints}; staged rows rid of former prints: ${forgotten}; could not be opened: ${unopened}`,
  );
  if (unopened > 0)
    throw new Stop(
      "把旧钥加回 IDENTITY_ENCRYPTION_KEYS 后再运行。 / Add the former key to IDENTITY_ENCRYPTION_KEYS and run again.",
    );
});
