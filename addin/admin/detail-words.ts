/** What the detail of a logged event says, in words of the reader. Pure; a key or code nobody named is told as other. */
import type { AdminWords } from "../ui/messages/admin.js";
import { roleWords } from "./grant-words.js";
import { momentWords } from "./state.js";

export type Fact = readonly [name: string, value: string];

const MOMENT = /^\d{4}-\d\d-\d\dT/;
const ID = /^([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f-]+$/;

export function detailWords(m: AdminWords, detail: unknown): Fact[] {
  if (typeof detail !== "object" || detail === null) return [];
  return Object.entries(detail).flatMap(([key, value]): Fact[] => {
    if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return [];
    return [[m.words.details[key] ?? m.words.other, valueWords(m, key, value)]];
  });
}

function valueWords(m: AdminWords, key: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((each) => valueWords(m, key, each)).join(m.words.comma);
  if (typeof value === "boolean") return value ? m.words.yes : m.words.no;
  if (typeof value === "number") return value.toLocaleString("en");
  if (typeof value !== "string") return JSON.stringify(value);
  if (MOMENT.test(value)) return momentWords(value);
  // Its end is enough to tell two apart; those made in one moment begin alike.
  if (ID.test(value)) return value.slice(-8);
  switch (key) {
    case "role":
    case "roles":
      return roleWords(m, value);
    case "subjects":
      return m.grants.subjectNames[value] ?? value;
    case "kinds":
      return m.kinds[value] ?? value;
    case "register":
    case "registers":
      return m.registers[value] ?? value;
    default:
      return m.words.values[key]?.[value] ?? value;
  }
}

/** `page 127.0.0.1`: which kind of client, and its address. */
export function originWords(m: AdminWords, origin: string | null): string | null {
  if (origin === null) return null;
  const [client = "", ...address] = origin.split(" ");
  return [m.words.origins[client] ?? client, ...address].join(" ");
}
