/**
 * Text as people type it, made comparable: full-width forms, odd spaces, header decorations. Pure.
 * It never changes which characters carry meaning: Chinese text itself is left alone.
 */

/** Spaces that Excel, web pages and input methods leave behind: ordinary, no-break, ideographic, and the zero-width ones. */
const BLANKS = /[\s\u00a0\u3000\u2000-\u200a\u202f\u205f]/u;
const ZERO_WIDTH = /[\u200b-\u200f\u2060\ufeff\u00ad]/gu;
const RUNS_OF_BLANKS = new RegExp(`${BLANKS.source}+`, "gu");
const OUTER_BLANKS = new RegExp(`^${BLANKS.source}+|${BLANKS.source}+$`, "gu");

/** Columns of a hundred thousand cells pass here: what needs no change is told first, and cheaply. */
const FULL_WIDTH = /[\uff01-\uff5e\u3000\uffe5\uffe0]/u;
const PLAIN = /^[!-~\u4e00-\u9fa5]*$/u;

/** `１２３，ＡＢ（甲）` → `123,AB(甲)`. Ideographic full stops and quotes stay: they have no half-width twin. */
export function toHalfWidth(text: string): string {
  if (!FULL_WIDTH.test(text)) return text;
  return text.replace(/[\uff01-\uff5e\u3000\uffe5\uffe0]/gu, (c) => {
    if (c === "\u3000") return " ";
    if (c === "\uffe5") return "\u00a5";
    if (c === "\uffe0") return "\u00a2";
    return String.fromCharCode(c.charCodeAt(0) - 0xfee0);
  });
}

/** Trims every kind of blank at both ends and drops zero-width characters anywhere. */
export function trimText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(ZERO_WIDTH, "").replace(OUTER_BLANKS, "");
}

/** One line: trimmed, runs of blanks and line breaks become one space. */
export function oneLine(text: string): string {
  if (PLAIN.test(text)) return text;
  return trimText(text).replace(RUNS_OF_BLANKS, " ");
}

/** A code or number typed by hand: half-width, no blanks at all. */
export function squeeze(text: string): string {
  if (PLAIN.test(text)) return text;
  return trimText(toHalfWidth(text)).replace(RUNS_OF_BLANKS, "");
}

/**
 * A header reduced to what it says, for comparison only: `*单 位 名 称（必填）：` and `单位名称` fold alike.
 * Blanks, required marks, "fill in" hints and punctuation go; letters become lower case.
 */
export function foldHeader(text: string): string {
  return squeeze(text)
    .toLowerCase()
    .replace(/\((必填|选填|可选|必须|required|optional)\)/gu, "")
    .replace(/[*＊★☆·•:;,.。、，；：!?"'“”‘’`~_\-—–/\\|<>《》【】[\]{}()（）#&+=^]/gu, "");
}

/** Content compared loosely (names in code lists): half-width, no blanks, brackets made alike, lower case. */
export function foldName(text: string): string {
  return squeeze(text).toLowerCase();
}
