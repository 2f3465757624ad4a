/**
 * What is shown of a person to those who see masks: of a name its surname, of a month of birth its year, of all else
 * nothing, of a free text that it is there. The database masks by the same rule (`mask_name`, 0013), and knows the names of a
 * roster: it masks those inside a text and leaves the rest (`mask_words`, 0022). Pure.
 */

/** Surnames of two characters: of 欧阳某某 both are shown, as of 王某 the one. */
const TWO_CHARACTER_SURNAMES: ReadonlySet<string> = new Set(
  "欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 东方 独孤 南宫 端木 长孙 宇文 轩辕 澹台 百里 呼延 闻人 赫连 公羊 申屠 太史 西门 东郭 拓跋".split(
    " ",
  ),
);

const MASK = "**";

/** A name of a single character is a surname too. Of names in other scripts the first letter stays. */
export function maskName(name: string): string {
  const characters = [...name];
  const start = characters.slice(0, 2).join("");
  return characters.length > 2 && TWO_CHARACTER_SURNAMES.has(start) ? start + MASK : (characters[0] ?? "") + MASK;
}

/** What a field tells of a natural person; `work` is a name in an office, `words` a free text that may name somebody. */
export type PersonalKind = "name" | "digits" | "birth" | "contact" | "work" | "words";

/** What stands for a free text where nobody can look up which names of the roster it holds. */
export const UNSHOWN_WORDS = "（可能提到个人，未显示）";

export function maskPersonal(kind: PersonalKind, value: string | null): string | null {
  if (value === null) return null;
  if (kind === "name" || kind === "work") return maskName(value);
  if (kind === "words") return value === "" ? value : UNSHOWN_WORDS;
  return kind === "birth" ? value.slice(0, 4) : null;
}
