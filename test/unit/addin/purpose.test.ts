/** What may be said of why personal data is needed. */
import { describe, expect, test } from "@jest/globals";
import { readPurpose } from "../../../addin/sheet/purpose.rules.js";
import { purposeEn, purposeZh } from "../../../addin/ui/messages/purpose.js";

describe("What personal data is needed for", () => {
  test("is a few words, sent as they are but for blanks", () => {
    expect(readPurpose("  核对　结业证\n名单 ")).toEqual({ purpose: "核对 结业证 名单" });
    expect(readPurpose("核对名单")).toEqual({ purpose: "核对名单" });
  });

  test.each([
    ["nothing", "   ", "short"],
    ["a word that says nothing", "看看", "short"],
    ["a story without end", "核".repeat(201), "long"],
    ["an identity number", `核对 ${"1".repeat(6)} ${"2".repeat(8)} ${"3".repeat(4)}`, "number"],
  ])("is not %s", (_, text, fault) => {
    expect(readPurpose(text)).toEqual({ fault });
    expect(purposeZh.faults[fault as "short"].length).toBeGreaterThan(10);
    expect(purposeEn.faults[fault as "short"].length).toBeGreaterThan(10);
  });
});
