/**
 * What every host must do, as tests over a factory. The sentences themselves are the product's own, because people run
 * them in their own spreadsheet too; here each gets a fresh workbook with two empty sheets, 表一 in front and 表二.
 */
import { expect, test } from "@jest/globals";
import { CONTRACT, CONTRACT_CODES, NotHere, type ContractCode } from "../../../addin/host/contract.js";
import type { Host } from "../../../addin/host/host.js";
import { selfTestEn } from "../../../addin/ui/messages/self-test.js";

/** `notHere`: the sentences this host cannot show. Every other must be shown, so none passes by being left out. */
export function hostContract(openHost: () => Promise<Host>, notHere: readonly ContractCode[] = []): void {
  for (const code of CONTRACT_CODES) {
    const isShown = !notHere.includes(code);
    test(isShown ? selfTestEn.sentences[code] : `(not here) ${selfTestEn.sentences[code]}`, async () => {
      const host = await openHost();
      const done = CONTRACT[code]({ host, first: "表一", second: "表二" });
      if (isShown) await done;
      else await expect(done).rejects.toBeInstanceOf(NotHere);
    });
  }
}
