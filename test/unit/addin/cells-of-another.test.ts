/** What a workbook keeps of answers, when the next person to open it is not the one who was told. */
import { expect, test } from "@jest/globals";
import { openCellCache } from "../../../addin/hub/cells.js";
import { MemoryHost } from "../../../addin/host/memory/memory-host.js";
import { MemoryHub } from "./memory-hub.js";

const KEY = { indicator: "TR01", organization: "YL-S1", period: "2026M10" };

async function keptFor(reader: string): Promise<MemoryHost> {
  const host = new MemoryHost();
  const cells = openCellCache(host, new MemoryHub(), { gatherMs: 1 });
  await cells.belongTo(reader);
  await cells.figure(KEY);
  await cells.saved();
  return host;
}

test("figures one person was told stay in the workbook for that person", async () => {
  const host = await keptFor("陈示例");
  const again = openCellCache(host, new MemoryHub(), { gatherMs: 1 });
  expect(await again.belongTo("陈示例")).toBe(false);
  expect(again.peek(KEY)).not.toBeNull();
});

test("figures one person was told are forgotten when another one signs in, also in the workbook", async () => {
  const host = await keptFor("陈示例");
  const next = openCellCache(host, new MemoryHub(), { gatherMs: 1 });
  await next.ready;
  expect(next.peek(KEY)).not.toBeNull();
  expect(await next.belongTo("干示例")).toBe(true);
  expect(next.peek(KEY)).toBeNull();
  await next.saved();
  const later = openCellCache(host, new MemoryHub(), { gatherMs: 1 });
  await later.ready;
  expect(later.peek(KEY)).toBeNull();
});
