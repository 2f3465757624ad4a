/**
 * Who may see and do what: a decision for every field of every type of the graph, and for every argument that takes an
 * id, in `decisions.tsv`. The tests run each of them as every role; a field without a line there fails them.
 */
import { readFileSync } from "node:fs";

export const DECISIONS = {
  "signed-in": "登录的人都能看：名称、代码、定义 / Everybody who signed in: names, codes, definitions",
  row: "看得到这一行的人：角色可读这类台账，且在授权范围内 / Whoever reads the row: its register by role, its organization by grant",
  related: "按所指台账自己的规定 / As the register it leads to has it",
  masked:
    "掩码显示；本人看自己的全文；授权可看并写明用途的看全文，并留记录 / Masked, unless it is oneself, or the grant unmasks and a purpose is given, which is logged",
  inside:
    "看得到这一行的人；只看公布数据的人不知道谁填的、为什么改、台账算出多少 / Whoever reads the row; those who read only what is published are not told who did it, why, and what lies behind",
  counts:
    "授权范围内可计数的单位；人数过少的组隐去 / Counted over the organizations whose numbers may be known; small groups hidden",
  figures:
    "授权范围内单位的数；只看核定数的角色只看核定数 / Figures of the organizations of the grant, approved ones alone for some roles",
  answer:
    "对所发内容的答复，只说所发与本可见的 / The answer to what was sent: says what was sent, and what its sender sees anyway",
  writes: "授权范围内、角色可写的台账 / Ledgers that the role writes, in the organizations of the grant",
  unmasked: "可写人员且可看全名的人，每次留记录 / Those who write persons and see them unmasked; logged each time",
  own: "本人的账号、登录、令牌 / One's own account, sessions, tokens",
  accounts: "管理员看全部；单位负责人看本范围的 / Administrators all; heads of a subtree those at home in it",
  audit:
    "管理员看全部；单位负责人看本范围的；各人看自己的 / Administrators all; heads of a subtree what belongs there; everybody their own",
  administrators: "管理员 / Administrators",
  alike: "没有的编号与别家的编号，答复一字不差 / An id that is not there and one that is another's are answered alike",
  once: "批次号只用一次；别人用过的，只说用过 / An id of a batch is used once; of one that another used nothing but that is told",
} as const;

export type Decision = keyof typeof DECISIONS;

/** By coordinate: `Person.name`, `Query.node`; of an id that is sent `Query.node.id`, `IdFilter.eq`. */
export function decisions(): ReadonlyMap<string, Decision> {
  const [, ...lines] = readFileSync(new URL("./decisions.tsv", import.meta.url), "utf8")
    .trimEnd()
    .split(/\r?\n/u);
  const decided = new Map<string, Decision>();
  for (const line of lines) {
    const [of = "", decision = "", fields = ""] = line.split("\t");
    if (!isDecision(decision)) throw new Error(`decisions.tsv, ${of}: there is no decision “${decision}”`);
    for (const field of fields.split(" ")) {
      if (decided.has(`${of}.${field}`)) throw new Error(`decisions.tsv decides ${of}.${field} twice`);
      decided.set(`${of}.${field}`, decision);
    }
  }
  return decided;
}

const isDecision = (name: string): name is Decision => name in DECISIONS;
