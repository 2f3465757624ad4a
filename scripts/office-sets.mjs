/**
 * Finds every Office.js member that Excel 2021 does not have and that nobody asks for first. `@types/office-js` names the
 * requirement set of each member; a newer one is allowed only inside a branch that asks `offers("1.17")`.
 */
import { join } from "node:path";
import ts from "typescript";
import { root } from "./toolchain.mjs";

/** Excel 2021 for Windows: everything up to here may be used without asking. */
const WITHOUT_ASKING = { ExcelApi: 14, SharedRuntime: 1, RibbonApi: 1, DialogApi: 1, CustomFunctionsRuntime: 3 };

/** Returns one line for each use that is too new: `addin/host/excel/x.ts:12 Range.getPrecedents needs ExcelApi 1.16`. */
export function membersTooNew() {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, "tsconfig.json"),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} },
  );
  const files = config.fileNames.filter((file) => /\/addin\/(?!playground\/)/.test(file.replaceAll("\\", "/")));
  const program = ts.createProgram(files, config.options);
  const checker = program.getTypeChecker();
  const found = [];
  for (const source of program.getSourceFiles()) {
    if (!files.includes(source.fileName)) continue;
    const visit = (node) => {
      if (ts.isPropertyAccessExpression(node)) {
        const set = setOf(checker.getSymbolAtLocation(node.name));
        if (set && set.minor > (WITHOUT_ASKING[set.name] ?? 0) && !isAsked(node, set)) {
          const { line } = source.getLineAndCharacterOfPosition(node.getStart());
          const place = source.fileName.replaceAll("\\", "/").split("/addin/")[1];
          found.push(`addin/${place}:${line + 1} ${node.name.text} → ${set.name} 1.${set.minor}`);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
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
