/**
 * Runs a program and shows what it tells, looked through for identity numbers on the way: a line that holds one is shown
 * with stars in its place, and counted. Tests invent their numbers while they run; none of them belongs on a screen.
 */
import { spawn } from "node:child_process";
import { StringDecoder } from "node:string_decoder";
import { root } from "./toolchain.mjs";

const DIGIT = "[\\d０-９]";
const BETWEEN = "[\\s\\u3000\\-‐–—_.·]?";
/** Eighteen characters in one piece or as people part them: region, day of birth, the rest. */
const NUMBER = new RegExp(
  `(?<![\\da-fA-F０-９])${DIGIT}{6}${BETWEEN}${DIGIT}{4}${BETWEEN}${DIGIT}{4}${BETWEEN}${DIGIT}{3}[\\dXx０-９Ｘｘ](?![\\da-fA-F０-９])`,
  "gu",
);
const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/giu;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A day of birth that was and a check digit that fits (GB 11643). */
function isIdentityNumber(run) {
  const digits = run
    .normalize("NFKC")
    .replaceAll(/[^\dXx]/gu, "")
    .toUpperCase();
  const [year, month, day] = [digits.slice(6, 10), digits.slice(10, 12), digits.slice(12, 14)].map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = year >= 1850 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  const sum = WEIGHTS.reduce((total, weight, index) => total + Number(digits[index]) * weight, 0);
  return isDay && "10X98765432"[sum % 11] === digits[17];
}

/** The text with stars in the place of identity numbers, and how many there were. */
export function starred(text) {
  let found = 0;
  const ids = [...text.matchAll(UUID)].map(({ index, 0: id }) => [index, index + id.length]);
  const shown = text.replaceAll(NUMBER, (run, at) => {
    if (ids.some(([from, to]) => at < to && at + run.length > from) || !isIdentityNumber(run)) return run;
    found += 1;
    return "*".repeat(run.length);
  });
  return { shown, found };
}

/** Answers the program's exit code and how many identity numbers it told. */
export function runTold(program, args, { env = {}, show = process } = {}) {
  return new Promise((resolve, reject) => {
    const color = process.stdout.isTTY && process.env.NO_COLOR === undefined ? { FORCE_COLOR: "1" } : {};
    const child = spawn(program, args, {
      cwd: root,
      stdio: ["inherit", "pipe", "pipe"],
      env: { ...process.env, ...color, ...env },
    });
    let found = 0;
    const pass = (from, to) => {
      const decoder = new StringDecoder("utf8");
      let rest = "";
      const tell = (text) => {
        const line = starred(text);
        found += line.found;
        to.write(line.shown);
      };
      from.on("data", (bytes) => {
        const lines = (rest + decoder.write(bytes)).split(/(?<=\n)/u);
        rest = lines.at(-1)?.endsWith("\n") === true ? "" : (lines.pop() ?? "");
        tell(lines.join(""));
      });
      from.on("end", () => tell(rest + decoder.end()));
    };
    pass(child.stdout, show.stdout);
    pass(child.stderr, show.stderr);
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, found }));
  });
}
