/** Pinyin initials of Chinese names as a spelling keyboard gives them (男 → n), by the host's own order of characters. Pure. */

/** The first common character of each initial in the order of pinyin; no syllable begins with i, u or v. */
const FIRST = [
  ..."a阿 b八 c嚓 d哒 e妸 f发 g旮 h哈 j讥 k咔 l垃 m痳 n拏 o噢 p妑 q七 r呥 s扨 t它 w穵 x夕 y丫 z帀".split(" "),
].map((pair) => ({ initial: pair[0] ?? "", character: pair[1] ?? "" }));

const ORDER = new Intl.Collator("zh-CN-u-co-pinyin");
const HAN = /\p{Script=Han}/u;

export function initialsOf(name: string): string {
  return [...name.toLowerCase()].map(initialOf).join("");
}

function initialOf(character: string): string {
  if (!HAN.test(character)) return /[a-z0-9]/.test(character) ? character : "";
  const before = FIRST.filter((one) => ORDER.compare(one.character, character) <= 0);
  return before.at(-1)?.initial ?? "a";
}
