/** A grant in words: role, where it holds, for what. Pure; names of regions are handed in, since grants know their codes. */
import type { AdminWords } from "../ui/messages/admin.js";
import { signInEn, signInZh } from "../ui/messages/sign-in.js";

export interface Granted {
  readonly role: string;
  readonly organization: string | null;
  readonly organizationName: string | null;
  readonly region: string | null;
  readonly subjects: readonly string[] | null;
  readonly unmasks: boolean;
}

export function roleWords(m: AdminWords, role: string): string {
  return (m.language === "en" ? signInEn : signInZh).roles[role] ?? role;
}

/** Where it holds and for what: 示例学校（含下级） · 报表数、目标 · 可看完整个人信息 */
export function reachWords(
  m: Pick<AdminWords, "grants" | "words">,
  granted: Granted,
  regionName: (code: string) => string,
): string {
  const { organization, organizationName, region, subjects, unmasks } = granted;
  const places = [
    organization === null ? null : m.grants.within(organizationName ?? organization),
    region === null ? null : m.grants.within(regionName(region)),
  ].filter((place) => place !== null);
  return [
    places.length === 0 ? m.grants.everyOrganization : places.join(" × "),
    subjects === null
      ? m.grants.allSubjects
      : subjects.map((subject) => m.grants.subjectNames[subject] ?? subject).join(m.words.comma),
    unmasks ? m.grants.unmasks : null,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}
