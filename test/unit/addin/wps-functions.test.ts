/** Functions in WPS, on the double: the page that shows answers and the pane that finds them. */
import { describe, expect, test } from "@jest/globals";
import { FunctionPage, FunctionServer, WAITING } from "../../../addin/host/wps/function-calls.js";
import { WpsHost } from "../../../addin/host/wps/wps-host.js";
import { WpsDouble } from "../../support/wps-double.js";

function open(figures: Record<string, number | Error>) {
  const double = new WpsDouble(["月报"]);
  const asked: string[] = [];
  const laters: (() => void)[] = [];
  const newPage = () => {
    const page = new FunctionPage(double.application, (work) => laters.push(work));
    page.register("HUB", [{ name: "FIGURE", description: "取一个指标的数", parameters: [{ name: "indicator" }] }]);
    return page;
  };
  const host = new WpsHost(double.application);
  const functions = {
    FIGURE: async (...args: unknown[]) => {
      asked.push(String(args[0]));
      const figure = figures[String(args[0])];
      if (figure instanceof Error) throw figure;
      return figure ?? "";
    },
  };
  const newServer = () => new FunctionServer(double.application, functions, (entries) => host.save(entries));
  const cell = (row: number) => ({ sheet: "月报", row, column: 0, rows: 1, columns: 1 });
  const shown = async (row: number) => (await host.read([cell(row)]))[0]?.values[0]?.[0];
  /** What WPS's page does a moment later. */
  const aMoment = () => laters.splice(0).forEach((work) => work());
  return { double, host, asked, figures, newPage, newServer, cell, shown, aMoment };
}

describe("A function in WPS", () => {
  test("waits in its cell without a question to anybody, and shows the figure when the pane has found it", async () => {
    const { double, host, asked, newPage, newServer, cell, shown, aMoment } = open({ TR01: 31.85 });
    newPage();
    await host.write([{ place: cell(0), values: [['=HUB.FIGURE("TR01","YL-S1","2026")']] }]);
    expect(await shown(0)).toBe(WAITING);
    expect(asked).toEqual([]);
    aMoment();
    const server = newServer();
    expect(await server.look()).toBe(1);
    expect(await shown(0)).toBe(31.85);
    expect(double.calculations).toBe(1);
    expect(await server.look()).toBe(0);
    expect(asked).toEqual(["TR01"]);
  });

  test("keeps its last value until the new one comes, and one without an answer spoils no other", async () => {
    const { host, figures, newPage, newServer, cell, shown, aMoment } = open({
      TR01: 1,
      TR99: new Error("没有这个指标"),
    });
    newPage();
    await host.write([
      { place: cell(0), values: [['=HUB.FIGURE("TR01","YL-S1","2026")']] },
      { place: cell(1), values: [['=HUB.FIGURE("TR99","YL-S1","2026")']] },
    ]);
    await shown(0);
    await shown(1);
    aMoment();
    const server = newServer();
    await server.look();
    expect([await shown(0), await shown(1)]).toEqual([1, "#N/A 没有这个指标"]);
    figures["TR01"] = 2;
    expect(await shown(0)).toBe(1);
    expect(await server.answerAgain()).toBe(1);
    expect(await shown(0)).toBe(2);
  });

  test("answers from the workbook when it is opened again, before the pane is", async () => {
    const { double, host, asked, newPage, newServer, cell, shown, aMoment } = open({ TR01: 31.85 });
    newPage();
    await host.write([{ place: cell(0), values: [['=HUB.FIGURE("TR01","YL-S1","2026")']] }]);
    await shown(0);
    aMoment();
    await newServer().look();
    // WPS was closed: its storage is gone, the workbook is not.
    double.storage.clear();
    newPage();
    expect(await shown(0)).toBe(31.85);
    expect(asked).toEqual(["TR01"]);
  });

  test("is not promised by a WPS before functions of add-ins", () => {
    const { application } = new WpsDouble();
    const older = Object.defineProperty(Object.create(application), "AddCustomFunction", { value: undefined });
    expect(new WpsHost(older).can.functions).toBe(false);
    expect(new FunctionPage(older).register("HUB", [{ name: "FIGURE" }])).toBe(0);
  });
});
