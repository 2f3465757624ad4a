/**
 * The playground's Office.js beside what the Excel host really uses: everything it uses is there, and what is not there
 * throws as Office.js does instead of answering wrongly.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import ts from "typescript";
import { type OfficeProxy, ProxyFactory, type Recorder } from "../../../addin/playground/officejs/proxies.js";
import { type ClassName, SCHEMA } from "../../../addin/playground/officejs/schema.js";

/** What every object of Office.js has, and what is no object of the workbook. */
const EVERYWHERE = new Set(["context", "load", "isNullObject", "items", "value", "toJSON"]);
const NO_CLASS_OF_THE_WORKBOOK = new Set([
  "RequestContext",
  "ClientRequestContext",
  "ClientResult",
  "EventHandlers",
  "EventHandlerResult",
]);

/** `Range.text` and the like, as the host's own files name them. */
function usedByTheHost(): Set<string> {
  const folder = join(process.cwd(), "addin", "host", "excel");
  const files = readdirSync(folder).map((name) => join(folder, name));
  const config = ts.getParsedCommandLineOfConfigFile(join(process.cwd(), "tsconfig.json"), {}, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: () => undefined,
  } as ts.ParseConfigFileHost);
  const program = ts.createProgram(files, config?.options ?? {});
  const checker = program.getTypeChecker();
  const used = new Set<string>();
  const note = (symbol: ts.Symbol | undefined): void => {
    const owner = symbol?.declarations?.map((one) => one.parent).find(ts.isClassDeclaration);
    const isExcels = owner?.getSourceFile().fileName.includes("@types/office-js") === true;
    if (symbol && owner?.name && isExcels) used.add(`${owner.name.text}.${symbol.name}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) note(checker.getSymbolAtLocation(node.name));
    if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent))
      note(checker.getTypeAtLocation(node.parent).getProperty((node.propertyName ?? node.name).getText()));
    ts.forEachChild(node, visit);
  };
  for (const source of program.getSourceFiles()) if (files.includes(source.fileName)) visit(source);
  return used;
}

/** In the playground a narrowed collection is the same class as the whole one. */
const SAME_CLASS: Readonly<Record<string, ClassName>> = { CustomXmlPartScopedCollection: "CustomXmlPartCollection" };

function offers(member: string): boolean {
  const [named = "", name = ""] = member.split(".");
  const type = SAME_CLASS[named] ?? named;
  const shape = SCHEMA[type as ClassName];
  if (!shape) return false;
  const { read, write, calls, results, events, objects, methods } = shape;
  return [
    ...read,
    ...write,
    ...calls,
    ...results,
    ...events,
    ...Object.keys(objects),
    ...Object.keys(methods),
  ].includes(name);
}

test("the playground offers every member of the workbook that the Excel host uses", () => {
  const used = [...usedByTheHost()].filter((member) => {
    const [type = "", name = ""] = member.split(".");
    return type in SCHEMA || (!EVERYWHERE.has(name) && !NO_CLASS_OF_THE_WORKBOOK.has(type));
  });
  // Were nothing found, nothing would be shown: these kinds of things are certainly used.
  for (const member of [
    ...["NamedItemCollection.add", "CustomXmlPart.setXml", "SettingCollection.add", "CommentCollection.add"],
    ...["ConditionalFormatCollection.add", "WorksheetProtection.protect", "DataValidation.clear", "Range.moveTo"],
    ...["WorksheetCollection.onChanged", "RangeSort.apply", "ChartCollection.add"],
  ])
    expect(used).toContain(member);
  expect(used.filter((member) => !offers(member) && !EVERYWHERE.has(member.split(".")[1] ?? ""))).toEqual([]);
}, 60_000);

describe("What the playground lacks", () => {
  const recorder: Recorder = {
    record: () => undefined,
    nextId: () => 2,
    addListener: () => 1,
    removeListener: () => undefined,
    awaitResult: () => undefined,
  };
  const make = (type: ClassName): OfficeProxy => new ProxyFactory(recorder, {}).make(type, 1);
  const codeOf = (act: () => unknown): unknown => {
    try {
      return act();
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };
  const call = (proxy: OfficeProxy, name: string, ...args: unknown[]): unknown =>
    (proxy[name] as (...given: unknown[]) => unknown)(...args);

  test("throws when it is read, called, set or loaded, and is not simply undefined", () => {
    expect(codeOf(() => make("Workbook")["tables"])).toBe("ApiNotFound");
    expect(codeOf(() => call(make("Range"), "getPrecedents"))).toBe("ApiNotFound");
    expect(codeOf(() => Reflect.set(make("Range"), "style", "Normal"))).toBe("ApiNotFound");
    expect(codeOf(() => call(make("Range"), "load", "values,linkedDataTypeState"))).toBe("ApiNotFound");
    expect(codeOf(() => call(make("WorksheetCollection"), "load", "items/pageLayout"))).toBe("ApiNotFound");
  });

  test("is told from what was not loaded yet and from what cannot be set, by Office's own codes", () => {
    expect(codeOf(() => make("Range")["values"])).toBe("PropertyNotLoaded");
    expect(codeOf(() => make("WorksheetCollection")["items"])).toBe("PropertyNotLoaded");
    expect(codeOf(() => Reflect.set(make("Range"), "address", "A1"))).toBe("InvalidOperation");
    expect(codeOf(() => (call(make("WorksheetCollection"), "getCount") as { value: unknown }).value)).toBe(
      "ValueNotLoaded",
    );
  });
});
