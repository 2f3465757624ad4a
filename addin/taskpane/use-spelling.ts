/** Full pinyin for searching in the pane. Its dictionary comes when first needed; until then initials and codes are found. */
import { useEffect, useState } from "react";

type Spell = (name: string) => string;

const UNSPELLED: Spell = () => "";

export function useSpelling(): Spell {
  const [spell, setSpell] = useState<Spell>(() => UNSPELLED);
  useEffect(() => {
    let isHere = true;
    import("./full-pinyin.js").then(
      ({ fullPinyin }) => isHere && setSpell(() => fullPinyin),
      () => undefined, // without the line: initials and codes do
    );
    return () => {
      isHere = false;
    };
  }, []);
  return spell;
}
