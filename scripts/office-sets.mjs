/**
 * Finds every Office.js member that Excel 2021 does not have and that nobody asks for first. `@types/office-js` names the
 * requirement set of each member; a newer one is allowed only inside a branch that asks `offers("1.17")`.
 */
import { join } from "node:path";
import ts from "typescript";
import { root } from "./toolchain.mjs";

/** Excel 2021 for Windows: everything up to here may be used without asking. */
const WITHOUT_ASKING = { ExcelApi: 14, SharedRuntime: 1, RibbonApi: 1, DialogApi: 1, CustomFunctionsRuntime: 3 };

/** Returns one line for each use that is too new: `addin/host/excel/x.ts:12 notes → ExcelApi 1.18`. */
export function membersTooNew(chosen) {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, "tsconfig.json"),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} },
  );
  const files =
    chosen ?? config.fileNames.filter((file) => /\/addin\/(?!playground\/)/.test(file.replaceAll("\\", "/")));
  const program = ts.createProgram(files, config.options);
  const checker = program.getTypeChecker();
  const found = [];
  for (const source of program.getSourceFiles()) {
    if (!files.includes(source.fileName)) continue;
    const visit = (node) => {
      for (const [name, symbol] of membersAt(node, checker)) {
        const set = setOf(symbol);
        if (!set || set.minor <= (WITHOUT_ASKING[set.name] ?? 0) || isAsked(node, set)) continue;
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        const place = source.fileName.replaceAll("\\", "/").split("/addin/")[1];
        found.push(`addin/${place}:${line + 1} ${name} → ${set.name} 1.${set.minor}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

/** The members a piece of code names: `range.text`, `const { text } = range`, `range.load("text,format/fill")`. */
function membersAt(node, checker) {
  if (ts.isPropertyAccessExpression(node)) return [[node.name.text, checker.getSymbolAtLocation(node.name)]];
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
    const name = (node.propertyName ?? node.name).getText();
    return [[name, checker.getTypeAtLocation(node.parent).getProperty(name)]];
  }
  return isLoad(node) ? membersLoaded(node, checker) : [];
}

function isLoad(node) {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === "load" &&
    node.arguments.length > 0
  );
}

/** Paths are told as texts; every step of one is a member. `items` leads to what a collection holds. */
function membersLoaded(node, checker) {
  const owner = checker.getTypeAtLocation(node.expression.expression);
  const texts = [];
  const collect = (argument) => {
    if (ts.isStringLiteralLike(argument)) texts.push(...argument.text.split(","));
    else if (ts.isArrayLiteralExpression(argument)) argument.elements.forEach(collect);
  };
  collect(node.arguments[0]);
  return texts.flatMap((text) => {
    let type = owner;
    return text
      .trim()
      .split(/[/.]/)
      .flatMap((name) => {
        const symbol = type?.getProperty(name);
        if (!symbol) return [];
        const inner = checker.getTypeOfSymbolAtLocation(symbol, node);
        type = (name === "items" && checker.getIndexTypeOfType(inner, ts.IndexKind.Number)) || inner;
        return [[name, symbol]];
      });
  });
}

/** The requirement set that the member's own description names, where the member is Office.js's. */
function setOf(symbol) {
  for (const declaration of symbol?.declarations ?? []) {
    if (!declaration.getSourceFile().fileName.includes("@types/office-js")) continue;
    const text = ts
      .getJSDocCommentsAndTags(declaration)
      .map((part) => part.getText())
      .join("\n");
    const set = /\[Api set: (\w+) 1\.(\d+)/.exec(text);
    if (set) return { name: set[1], minor: Number(set[2]) };
  }
  return undefined;
}

/** Whether some branch around the use asks for this set, in as many words. */
function isAsked(node, { name, minor }) {
  const set = name === "ExcelApi" ? '(?:,\\s*"ExcelApi")?' : `,\\s*"${name}"`;
  const question = new RegExp(`offers\\(\\s*"1\\.${minor}"${set}`);
  for (let outer = node.parent; outer; outer = outer.parent) {
    const condition = ts.isIfStatement(outer)
      ? outer.expression
      : ts.isConditionalExpression(outer)
        ? outer.condition
        : ts.isBinaryExpression(outer)
          ? outer.left
          : undefined;
    if (condition && question.test(condition.getText())) return true;
    // `if (!offers(…)) return;` at the head of the function.
    const early = ts.isBlock(outer)
      ? outer.statements.some(
          (s) =>
            ts.isIfStatement(s) &&
            s.pos < node.pos &&
            s.expression.getText().startsWith("!") &&
            question.test(s.expression.getText()),
        )
      : false;
    if (early) return true;
  }
  return false;
}
