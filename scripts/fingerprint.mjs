/** Tells whether something made from files is still what those files would make: by content, since a checkout touches times. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Every file below a folder, sorted, as paths from it with forward slashes. */
export function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

/** A digest of files and folders, given from the root; those that do not exist count as absent. */
export function fingerprint(root, paths) {
  const digest = createHash("sha256");
  for (const path of paths) {
    const full = join(root, path);
    if (!existsSync(full)) digest.update(`- ${path}\n`);
    else if (statSync(full).isFile()) digest.update(`${path}\n`).update(readFileSync(full));
    else for (const file of filesIn(full)) digest.update(`${path}/${file}\n`).update(readFileSync(join(full, file)));
  }
  return digest.digest("hex");
}
