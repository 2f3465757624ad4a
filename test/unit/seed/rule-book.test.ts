/** The rule book as files: rules, parameters and forms that a hub is born with. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { readCsv, readTsv } from "../../../server/database/codes/delimited.js";
import { codeRows } from "../../../server/database/codes/load-codes.js";
import { formCells, ruleRows } from "../../../server/database/codes/load-rules.js";

const rules = ruleRows();
const codesOf = (list: string) =>
  new Set(
    codeRows()
      .filter((row) => row.list === list)
      .map(({ code }) => code),
  );

describe("the rules", () => {
  test("there are 102, each once, 13 of them block, 30 are errors, 48 warn and 11 inform", () => {
    expect(new Set(rules.map(({ code }) => code)).size).toBe(102);
    const count = (severity: string) => rules.filter((rule) => rule.severity === severity).length;
    expect([count("block"), count("error"), count("warn"), count("info")]).toEqual([13, 30, 48, 11]);
  });

  test("each says in both languages what is wrong, when it looks and on which ground", () => {
    const [moments, bases] = [codesOf("rule_moment"), codesOf("rule_basis")];
    for (const rule of rules) {
      expect([rule.code, rule.name, rule.name_en, rule.expression, rule.message, rule.message_en]).not.toContain("");
      expect([rule.code, bases.has(rule.basis ?? "")]).toEqual([rule.code, true]);
      expect([rule.code, rule.listed.length > 0, rule.listed.filter((one) => !moments.has(one))]).toEqual([rule.code, true, []]);
    }
  });

  test("the two messages of a rule name the same arguments", () => {
    const named = (text = "") => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
    for (const { code, message, message_en } of rules)
      expect([code, named(message_en).filter((name) => !named(message).includes(name))]).toEqual([code, []]);
  });
}); // prettier-ignore

describe("parameters and forms", () => {
  test("every parameter a rule asks for has a value", () => {
    const known = new Set(readTsv("parameters.tsv").map(({ name }) => name));
    const asked = rules.flatMap(({ expression }) => [...(expression ?? "").matchAll(/param\((\w+)/g)].map(([, name]) => name));
    expect(asked.filter((name) => !known.has(name ?? ""))).toEqual([]);
  });

  test("every cell of a form is an indicator that is reported for the form's kind of period", () => {
    const kinds = new Map(readCsv("indicators.csv").map(({ code, period_kinds }) => [code, (period_kinds ?? "").split(" ")]));
    const unfit = readTsv("forms.tsv").flatMap(({ code, cells, period_kind }) =>
      formCells(cells ?? "")
        .filter(({ indicator }) => !kinds.get(indicator)?.includes(period_kind ?? ""))
        .map(({ indicator }) => `${code}: ${indicator}`),
    );
    expect(unfit).toEqual([]);
  });
}); // prettier-ignore

const source = new URL("../../../../shared/domain/rules.md", import.meta.url);
if (existsSync(source))
  describe("beside the domain's rules", () => {
    test("code, severity, moments and basis of each are the same", () => {
      const text = readFileSync(source, "utf8");
      const basis: Readonly<Record<string, string>> = { D: "documented", P: "principle", I: "integrity" };
      const theirs = [...text.matchAll(/\*\*(R-[A-Z]+-\d+) [^*]+\*\* \([^)]*\) · (\w+) · ([\w,]+) · basis (\w)/g)].map(
        ([, code, severity, moments, letter]) => [code, severity, moments?.replaceAll(",", " "), basis[letter ?? ""]],
      );
      expect(rules.map(({ code, severity, moments, basis: ours }) => [code, severity, moments, ours])).toEqual(theirs);
    });
  });
else console.info("../shared/domain/rules.md is not here: the rules are not compared with it");
