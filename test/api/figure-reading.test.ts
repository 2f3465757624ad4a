import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { askFigure, askFigures, holdClass, insert, key, startFigureHub, write, cell, type FigureHub } from "./figure-fixture.js";

let hub: FigureHub;
beforeAll(async () => {
  hub = await startFigureHub();
  await holdClass(hub, "S-1", "2026-09-12", [{ hash: "a", hours: "8" }, { hash: "b", hours: "8.5" }, { hash: "c", status: "dropped" }]);
  await holdClass(hub, "S-2", "2026-09-30", [{ hash: "a", hours: "10", outcome: "employed" }, { hash: null }, { hash: null }]);
  await holdClass(hub, "S-2", "2026-10-01", [{ hash: "d" }]);
  await holdClass(hub, "P", "2026-09-30", [{ hash: "a" }, { hash: "e" }], { mode: "online" });
});
afterAll(() => hub.stop());

test("参训人次 of an organization counts its whole subtree, in the period in which the class ended", async () => {
  const values = (await askFigures(hub, ["B", "S", "S-1", "S-2", "P"].map((code) => key("TR01", code, "2026M09")))).map((f) => f.value);
  expect(values).toEqual(["7", "5", "2", "3", "2"]);
  expect((await askFigure(hub, "TR01", "B", "2026")).value).toBe("8");
});
