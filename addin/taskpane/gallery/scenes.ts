/**
 * Every state of the pane worth looking at: what the workbook holds, how the hub behaves, and what a person presses to
 * get there. The pane itself knows nothing of it.
 */
import { insertTable } from "../../actions/insert.js";
import { insertRegister } from "../../actions/register.js";
import { refreshAll } from "../../actions/refresh.js";
import type { Desk } from "../../actions/desk.js";
import type { MemoryHost } from "../../host/memory/memory-host.js";
import { cellAt } from "../../sheet/place.js";
import type { Behaviour, GalleryHub } from "./gallery-hub.js";

export interface Bench {
  readonly desk: Desk;
  readonly host: MemoryHost;
  readonly hub: GalleryHub;
}

/** Presses what bears this name, or types into the field that does. */
export type Step = string | readonly [field: string, text: string];

export interface Scene {
  readonly title: string;
  readonly workbook: "empty" | "bound" | "edited" | "roster" | "rows" | "clashing";
  readonly behaviour?: Behaviour;
  readonly steps: readonly Step[];
}

const COLLEGE: Behaviour = { organization: "YL-S1-01" };
const OCTOBER = "报送 信息工程学院 社会培训月报 2026 年 10 月";

export const SCENES: Readonly<Record<string, Scene>> = {
  home: { title: "主页", workbook: "edited", steps: [] },
  "home-empty": { title: "空", workbook: "empty", steps: [] },
  "home-refreshing": { title: "刷新中", workbook: "edited", behaviour: { stuck: true }, steps: ["刷新"] },
  "home-refreshed": { title: "刷新完成", workbook: "edited", steps: ["刷新"] },
  "home-offline": { title: "离线", workbook: "edited", behaviour: { offline: true }, steps: ["刷新"] },
  "home-accident": { title: "出错", workbook: "edited", behaviour: { accident: true }, steps: ["刷新"] },
  "home-returned": {
    title: "主页：报表退回了",
    workbook: "edited",
    behaviour: { ...COLLEGE, returned: true },
    steps: [],
  },
  reports: { title: "报送与审核", workbook: "empty", behaviour: COLLEGE, steps: ["报送与审核"] },
  "reports-many": {
    title: "报送与审核：很多",
    workbook: "empty",
    behaviour: { ...COLLEGE, reports: "many" },
    steps: ["报送与审核"],
  },
  "reports-empty": {
    title: "报送与审核：没有",
    workbook: "empty",
    behaviour: { ...COLLEGE, reports: "none" },
    steps: ["报送与审核"],
  },
  "reports-loading": {
    title: "报送与审核：正在取",
    workbook: "empty",
    behaviour: { ...COLLEGE, stuck: true },
    steps: ["报送与审核"],
  },
  "reports-offline": {
    title: "报送与审核：离线",
    workbook: "empty",
    behaviour: { ...COLLEGE, offline: true },
    steps: ["报送与审核"],
  },
  "reports-accident": {
    title: "报送与审核：出错",
    workbook: "empty",
    behaviour: { ...COLLEGE, accident: true },
    steps: ["报送与审核"],
  },
  "reports-return": {
    title: "退回，写理由",
    workbook: "empty",
    behaviour: COLLEGE,
    steps: ["报送与审核", "退回 智能制造学院", "退回"],
  },
  "reports-unsent": {
    title: "还有没发送的",
    workbook: "edited",
    behaviour: COLLEGE,
    steps: ["报送与审核", OCTOBER],
  },
  "reports-send": { title: "报送，写附言", workbook: "bound", behaviour: COLLEGE, steps: ["报送与审核", OCTOBER] },
  "reports-sent": {
    title: "报送了",
    workbook: "bound",
    behaviour: COLLEGE,
    steps: ["报送与审核", OCTOBER, "报送"],
  },
  "query-search": { title: "查询：选指标", workbook: "empty", steps: ["查询", ["搜指标", "pxrc"], "培训人次 TR01"] },
  "query-ready": {
    title: "查询：预览、插入",
    workbook: "empty",
    steps: ["查询", ["搜指标", "培训"], "培训人次 TR01", "培训期数 TR11", ["搜指标", ""]],
  },
  "query-inserted": {
    title: "查询：已插入",
    workbook: "empty",
    steps: ["查询", ["搜指标", "培训"], "培训人次 TR01", ["搜指标", ""], "插入 6 格"],
  },
  "query-empty": { title: "查询：还没选", workbook: "empty", steps: ["查询"] },
  "query-breakdown": {
    title: "查询：细分",
    workbook: "empty",
    steps: ["查询", ["搜指标", "pxrc"], "培训人次 TR01", ["搜指标", ""], ["按什么细分", "funding"], "合计"],
  },
  "query-crossed": {
    title: "查询：按两项细分",
    workbook: "empty",
    steps: [
      ...["查询", ["搜指标", "pxrc"] as const, "培训人次 TR01", ["搜指标", ""] as const],
      ...[["按什么细分", "funding"] as const, ["按什么再细分", "channel"] as const],
    ],
  },
  "query-beside": {
    title: "查询：目标和完成率",
    workbook: "empty",
    steps: ["查询", ["搜指标", "pxrc"], "培训人次 TR01", ["搜指标", ""], "目标", "完成率"],
  },
  "query-preview-loading": {
    title: "查询：正在取预览",
    workbook: "empty",
    behaviour: { stuck: true },
    steps: ["查询", ["搜指标", "pxrc"], "培训人次 TR01", ["搜指标", ""]],
  },
  "query-preview-offline": {
    title: "查询：离线",
    workbook: "empty",
    behaviour: { offline: true },
    steps: ["查询", ["搜指标", "pxrc"], "培训人次 TR01", ["搜指标", ""]],
  },
  "query-preview-failed": {
    title: "查询：预览没有取到",
    workbook: "empty",
    behaviour: { accident: true },
    steps: ["查询", ["搜指标", "pxrc"], "培训人次 TR01", ["搜指标", ""]],
  },
  "query-saved": {
    title: "查询：保存在工作簿里",
    workbook: "empty",
    steps: ["查询", ["搜指标", "pxrc"], "培训人次 TR01", ["搜指标", ""], "保存查询", "插入到这里"],
  },
  "query-register": { title: "查询：登记表的行", workbook: "empty", steps: ["查询", "登记表的行"] },
  pending: { title: "待发送", workbook: "edited", steps: ["待发送"] },
  "pending-returned": {
    title: "待发送：报表退回了",
    workbook: "edited",
    behaviour: { ...COLLEGE, returned: true },
    steps: ["待发送"],
  },
  "pending-empty": { title: "待发送：没有", workbook: "bound", steps: ["待发送"] },
  "pending-checked": { title: "待发送：检查结果", workbook: "edited", steps: ["待发送", "检查"] },
  "pending-undo-all": { title: "待发送：全部撤销", workbook: "edited", steps: ["待发送", "全部撤销"] },
  "pending-reason": {
    title: "待发送：写了理由",
    workbook: "edited",
    steps: ["待发送", ["理由（必填", "名册未到，先报约数"], "记下理由"],
  },
  "pending-fixes": { title: "待发送：同类一起改好", workbook: "clashing", steps: ["待发送"] },
  "pending-all-mine": {
    title: "待发送：冲突全部用我的",
    workbook: "clashing",
    steps: ["待发送", "检查", "全部用我的"],
  },
  "pending-rows": { title: "待发送：登记表的行", workbook: "rows", steps: ["待发送", "检查这些行", "只看错误"] },
  "pending-rows-reason": {
    title: "待发送：行的理由",
    workbook: "rows",
    steps: ["待发送", "检查这些行", ["这 2 行都用这个理由", "对照原件更正证书编号"]],
  },
  "pending-rows-undo": { title: "待发送：撤销这些行", workbook: "rows", steps: ["待发送", "撤销这些行"] },
  "pending-rows-all": { title: "待发送：行的冲突", workbook: "rows", steps: ["待发送", "检查这些行", "全部用对方的"] },
  receipt: { title: "发送回执", workbook: "edited", steps: ["待发送", "检查", "先发送"] },
  conflict: { title: "冲突", workbook: "edited", steps: ["待发送", "检查", "比较并选择", "我的"] },
  "cell-history": { title: "单元格：来历", workbook: "bound", steps: ["选中的单元格", "来历"] },
  "cell-origin": { title: "单元格：出处", workbook: "bound", steps: ["选中的单元格", "出处"] },
  "intake-start": { title: "导入：开始", workbook: "roster", steps: ["导入"] },
  "intake-look": { title: "导入：对列、预览", workbook: "roster", steps: ["导入", "从选中的区域"] },
  "intake-offline": {
    title: "导入：离线",
    workbook: "roster",
    behaviour: { offline: true },
    steps: ["导入", "从选中的区域"],
  },
  "intake-done": { title: "导入：完成", workbook: "roster", steps: ["导入", "从选中的区域", "导入 65 行"] },
};

const REGISTER = { register: "Credential", columns: ["number", "kind", "issuedOn"], conditions: [], order: [] };
const MONTH = "2026M10";
const COLLEGES = ["YL-S1-01", "YL-S1-02", "YL-S1-03", "YL-S1-04", "YL-S1-05", "YL-S1-06"];

/** Fills the workbook as the scene wants it. */
export async function setScene({ desk, host, hub }: Bench, { workbook, behaviour = {} }: Scene): Promise<void> {
  hub.behave({});
  if (workbook === "bound" || workbook === "edited" || workbook === "clashing") {
    const columns = ["TR01", "EV01", "FN01"].map((indicator) => ({ indicator, period: MONTH }));
    await insertTable(desk, { organizations: COLLEGES, columns, title: "10 月月报", at: cellAt("月报", 0, 0) });
    host.select("月报!B5");
  }
  if (workbook === "edited") {
    host.type("月报!D5", 31.85);
    host.type("月报!C6", "一百三十");
    host.type("月报!B7", 4500);
    host.type("月报!D9", 7.2);
    host.type("月报!D8", 10);
    await refreshAll(desk);
    hub.change({ indicator: "FN01", organization: "YL-S1-02", period: MONTH }, "31.60", "王珊");
    hub.change({ indicator: "FN01", organization: "YL-S1-01", period: MONTH }, "12.45", "陈立");
  }
  if (workbook === "clashing") {
    host.type("月报!D5", 31.85);
    host.type("月报!D6", 28.4);
    host.type("月报!D7", "１２．５");
    host.type("月报!D8", "３０");
    host.type("月报!C9", "1.2万");
    host.type("月报!C10", "35人");
    await refreshAll(desk);
    hub.change({ indicator: "FN01", organization: "YL-S1-02", period: MONTH }, "31.60", "王珊");
    hub.change({ indicator: "FN01", organization: "YL-S1-01", period: MONTH }, "12.45", "陈立");
  }
  if (workbook === "rows") {
    const at = cellAt("月报", 0, 0);
    await insertRegister(desk, { ...REGISTER, most: 100, title: "", organization: "YL-S1", at });
    host.type("月报!A4", "　ZS-2026-1001 ");
    host.type("月报!A5", " ZS-2026-1002");
    host.type("月报!C6", "2026年3月5日");
    host.type("月报!B7", "职业技能证书");
    host.type("月报!B8", "冲突的类别");
    host.type("月报!B9", "冲突的类别");
  }
  if (workbook === "roster") {
    host.type("Web前端1班!A2", [
      ["姓名", "身份证号", "工种", "学时", "联系方式", "备注"],
      ["张某某", "", "网页设计制作员", "24学时"],
    ]);
    host.select("Web前端1班!A2:F76");
  }
  hub.behave(behaviour);
}
