/**
 * `node scripts/rotate-identity.mjs`: seals the kept identity numbers anew under the first of IDENTITY_ENCRYPTION_KEYS, and
 * makes their prints anew with the hub's identity.key. Stop the hub first; stopped itself, it goes on where it stopped.
 * Prints of numbers that were never kept cannot be made anew by anybody: as long as there are any, identity.key stays.
 */
import { withDatabase } from "./database.mjs";
import { say, Stop } from "./toolchain.mjs";

await withDatabase(import.meta.url, async ({ config, database, load }) => {
  const { printsWithoutCopy, rotateIdentities } = await load("features/intake/identity-rotation.js");
  if (config.identitySealing.length === 0)
    throw new Stop(
      "没有设置 IDENTITY_ENCRYPTION_KEYS，无从换钥。 / IDENTITY_ENCRYPTION_KEYS is not set: there is nothing to rotate.",
    );
  const { sealed, prints, unopened } = await rotateIdentities(database.db, config.identitySealing, config.identityKey);
  say(
    `重新加密 ${sealed} 份，重算指纹 ${prints} 个，打不开 ${unopened} 份。`,
    `sealed anew: ${sealed}; prints made anew: ${prints}; could not be opened: ${unopened}`,
  );
  const without = await printsWithoutCopy(database.db);
  if (without > 0)
    say(
      `有 ${without} 人只有指纹、没有加密副本：不能更换 identity.key，否则认不出这些人。`,
      `${without} persons have a print and no sealed copy: identity.key must not be changed, or they become strangers`,
    );
  if (unopened > 0)
    throw new Stop(
      "把旧钥加回 IDENTITY_ENCRYPTION_KEYS 后再运行。 / Add the former key to IDENTITY_ENCRYPTION_KEYS and run again.",
    );
});
