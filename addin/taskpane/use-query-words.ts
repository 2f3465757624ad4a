/** The words of 查询 in the pane's language. */
import { queryEn, type QueryWords, queryZh } from "../ui/messages/query.js";
import { usePane } from "./pane.js";

export function useQueryWords(): QueryWords {
  const { m } = usePane();
  return m.language === "zh-CN" ? queryZh : queryEn;
}
