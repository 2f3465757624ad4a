/** A list of choices as every spreadsheet takes it in one text: parted by commas, 255 characters at most. */
import { HostError } from "./host.js";

const MOST = 255;

export function choicesText(choices: readonly string[]): string {
  const text = choices.join(",");
  if (text.length > MOST || choices.some((choice) => choice.includes(",")))
    throw new HostError("TOO_LARGE", { choices: choices.length });
  return text;
}
