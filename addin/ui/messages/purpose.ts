/** Every sentence of seeing personal data whole in the pane, in both languages. */
import type { PurposeFault } from "../../sheet/purpose.rules.js";

export const purposeZh = {
  ask: "查看完整信息",
  purpose: "用途",
  hint: "只在这里的预览显示，每次查看连同用途记入审计。",
  example: "例如：核对结业证名单",
  show: "显示",
  cancel: "取消",
  on: "正在显示完整个人信息，已记入审计。",
  why: (purpose: string) => `用途：${purpose}`,
  notInCells: "只在这个预览里看。插入表格、做成离线表的仍是遮盖后的内容。",
  off: "不再显示",
  faults: {
    short: "用途太短。写明拿来做什么，至少四个字。",
    long: "用途太长。最多 200 个字。",
    number: "用途里像有证件号码。删去号码，只写做什么用。",
  } as Readonly<Record<PurposeFault, string>>,
};

export const purposeEn: typeof purposeZh = {
  ask: "Show in full",
  purpose: "What for",
  hint: "Shown in this preview alone; every look is logged with its purpose.",
  example: "For example: checking the list of certificates",
  show: "Show",
  cancel: "Cancel",
  on: "Personal data is shown in full, and that is logged.",
  why: (purpose) => `For: ${purpose}`,
  notInCells: "In this preview alone: what is put into the sheet or into an offline workbook stays masked.",
  off: "Hide again",
  faults: {
    short: "Too short. Say in at least four characters what it is for.",
    long: "Too long: 200 characters at most.",
    number: "It seems to hold an identity number. Take that out and say only what it is for.",
  },
};
