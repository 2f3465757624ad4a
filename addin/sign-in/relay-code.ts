/**
 * Six digits by which a person knows that the page in the browser signs in their own pane and nobody else's: both show
 * them. They follow from the state and open nothing. Pure.
 */
const MODULUS = 1_000_000;
const BASE = 131;

/** `482 913`. */
export function relayCode(state: string): string {
  let code = 0;
  for (const character of state) code = (code * BASE + (character.codePointAt(0) ?? 0)) % MODULUS;
  const digits = String(code).padStart(6, "0");
  return `${digits.slice(0, 3)} ${digits.slice(3)}`;
}
