/** Invented history and origin of one figure, for the gallery. */
import type { FigureOrigin, FigureRevision } from "../../hub/hub.js";

const nothing = { reason: null, batchId: null, importId: null, place: null };

export const HISTORY: readonly FigureRevision[] = [
  {
    ...{ ...nothing, version: 4, value: "412", source: "IMPORT", changedAt: "2026-11-02T08:05:00Z", changedBy: "王珊" },
    place: "10月学员名册.xlsx › Web前端1班 › B4",
  },
  { ...nothing, version: 3, value: "409", source: "COMPUTED", changedAt: "2026-10-31T09:20:00Z", changedBy: "台账" },
  {
    ...{ ...nothing, version: 2, value: "400", source: "EXCEL", changedAt: "2026-10-28T01:14:00Z", changedBy: "李敏" },
    ...{ reason: "名册未到，先报约数", place: "10 月月报.xlsx › 月报 › C5" },
  },
  { ...nothing, version: 1, value: "340", source: "COMPUTED", changedAt: "2026-10-20T00:00:00Z", changedBy: "台账" },
];

export const ORIGIN: FigureOrigin = {
  explanation: "已结业的报名，逐条计数；一人两班算 2 人次。",
  explanationEn: "Completed enrolments, one by one; a person in two classes counts twice.",
  total: 412,
  rows: [
    {
      register: "activity",
      id: "1",
      label: "Web 前端 1 班 72 人次",
      place: "10月学员名册.xlsx › Web前端1班 › 第 4–75 行",
    },
    { register: "activity", id: "2", label: "网络运维 1 班 68 人次", place: null },
    { register: "activity", id: "3", label: "数据标注 2 班 70 人次", place: null },
  ],
  imports: [
    {
      ...{ importId: "i1", file: "10月学员名册.xlsx", sheet: "Web前端1班", fromRow: 4, toRow: 75, rows: 72 },
      ...{ by: "王珊", at: "2026-11-02T07:58:00Z" },
    },
  ],
  targetQuote: "……全年面向社会开展各类职业培训不少于 1.2 万人次……",
  targetDocument: "2026 年社会培训工作方案（示例）",
};
