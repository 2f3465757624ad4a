/** The words of rows of registers that wait to be sent, in both languages. */
import type { RowEdit } from "../../sheet/register-diff.js";

const s = (count: number): string => (count === 1 ? "" : "s");

export const rowsZh = {
  title: "登记表的行",
  list: "待发送的行",
  kind: { new: "新增", changed: "改动", deleted: "删除" } satisfies Record<RowEdit["kind"], string>,
  state: { pending: "待发送", refused: "被拒", conflict: "冲突" },
  untitled: "（无标题）",
  empty: "空",
  check: "检查这些行",
  send: (count: number) => `发送 ${count} 行`,
  resend: (count: number) => `再发送 ${count} 行（不会重复）`,
  working: (done: number, total: number) => `正在发送 ${done} / ${total} 行`,
  stop: "停止",
  goTo: "去格子",
  undo: "撤销",
  undoAll: "撤销这些行",
  undoAllAsk: (count: number) =>
    `撤销全部 ${count} 行改动？改过的格恢复为中枢的值，新的行清空，删掉的行放回表尾；已输入的内容不保留。`,
  undoAllDo: (count: number) => `撤销 ${count} 行`,
  deletions: (count: number) => `同时删除表里已删的 ${count} 行`,
  done: (written: number, unchanged: number) => `${written} 行已写入，${unchanged} 行本来就一致。`,
  left: (refused: number, conflicts: number) => `${refused} 行被拒，${conflicts} 行冲突，仍在下面。`,
  interrupted: (left: number) => `发送中断。已有回执的已写入，其余 ${left} 行仍待发送；再发送一次不会重复。`,
  lost: (table: string) =>
    `“${table}”的标题行或行号列被改动，认不出各行，没有发送任何一行。撤销那一步，或重新插入这张表。`,
  base: "原值",
  mine: "用我的",
  theirs: "用对方的",
  by: (who: string) => `${who} 改过`,
  gone: "对方已删除这一行。用我的：按新的一行再发送。",
  allMine: "整行用我的",
  allTheirs: "整行用对方的",
  reasonForAll: (count: number) => `这 ${count} 行都用这个理由（必填，会留在来历里）`,
  reasonForAllDo: "都记下",
  merged: "没有冲突的格已经合并，不用选。",
  settle: "就这样定",
  problem: {
    NOT_WRITABLE: (label: string) => `“${label}”由中枢算出或引自别的表，不能在这里改。撤销这处改动。`,
    CELL_IN_ERROR: (label: string) => `“${label}”里是一个错误值。改好公式或直接填写，再发送。`,
    REQUIRED: (label: string) => `“${label}”必填，现在是空的。填上再发送。`,
    other: (label: string, code: string) => `“${label}”没有通过检查（${code}）。改好再发送。`,
  },
};

export type RowsWords = typeof rowsZh;

export const rowsEn: RowsWords = {
  title: "Rows of registers",
  list: "Rows to send",
  kind: { new: "New", changed: "Changed", deleted: "Deleted" },
  state: { pending: "To send", refused: "Refused", conflict: "Conflict" },
  untitled: "(untitled)",
  empty: "empty",
  check: "Check these rows",
  send: (count) => `Send ${count} row${s(count)}`,
  resend: (count) => `Send ${count} row${s(count)} again (never twice)`,
  working: (done, total) => `Sending ${done} of ${total} rows`,
  stop: "Stop",
  goTo: "Go to cell",
  undo: "Undo",
  undoAll: "Undo these rows",
  undoAllAsk: (count) =>
    `Undo all ${count} edited row${s(count)}? Changed cells go back to the hub's values, new rows are cleared, deleted rows return at the end; what was typed is not kept.`,
  undoAllDo: (count) => `Undo ${count} row${s(count)}`,
  deletions: (count) => `Also delete the ${count} row${s(count)} deleted from the sheet`,
  done: (written, unchanged) => `${written} row${s(written)} written, ${unchanged} were the same already.`,
  left: (refused, conflicts) => `${refused} refused, ${conflicts} in conflict; they are still below.`,
  interrupted: (left) =>
    `Sending was cut off. What was answered is written; ${left} row${s(left)} still wait. Sending again writes nothing twice.`,
  lost: (table) =>
    `The header or the row ids of “${table}” were changed, so its rows cannot be told apart and none was sent. Undo that step, or insert the table again.`,
  base: "Before",
  mine: "Keep mine",
  theirs: "Take theirs",
  by: (who) => `${who} changed it`,
  gone: "Somebody deleted this row. Keep mine: it is sent as a new row.",
  allMine: "Mine for the row",
  allTheirs: "Theirs for the row",
  reasonForAll: (count) => `This reason for all ${count} rows (required, kept in the history)`,
  reasonForAllDo: "Note it for all",
  merged: "Cells that do not clash are merged already.",
  settle: "Settle it so",
  problem: {
    NOT_WRITABLE: (label) =>
      `“${label}” is counted or comes from another register and cannot be changed here. Undo it.`,
    CELL_IN_ERROR: (label) => `“${label}” holds an error. Mend the formula or type a value, then send.`,
    REQUIRED: (label) => `“${label}” is required and empty. Fill it in, then send.`,
    other: (label, code) => `“${label}” did not pass the check (${code}). Put it right, then send.`,
  },
};
