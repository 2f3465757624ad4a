/** Which rows of a register: one condition a line, all of them together. */
import { Button, Input, Select } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type { RegisterFieldShape } from "../hub/registers.js";
import type { RegisterComparison, RegisterCondition } from "../sheet/register-table.js";
import { usePane } from "./pane.js";
import { useQueryWords } from "./use-query-words.js";

interface ConditionsProps {
  readonly fields: readonly RegisterFieldShape[];
  readonly conditions: readonly RegisterCondition[];
  readonly onChange: (conditions: readonly RegisterCondition[]) => void;
}

export function Conditions({ fields, conditions, onChange }: ConditionsProps): ReactNode {
  const { m } = usePane();
  const w = useQueryWords();
  const put = (at: number, part: Partial<RegisterCondition>): void =>
    onChange(conditions.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const label = (field: RegisterFieldShape): string => (m.language === "zh-CN" ? field.label : field.labelEn);
  const [first] = fields;
  return (
    <section aria-label={w.conditions}>
      <h3 className="section">{w.conditions}</h3>
      {conditions.map(({ path, is, values }, at) => (
        <div key={at} className="row" style={{ flexWrap: "wrap" }}>
          <Select
            size="small"
            aria-label={w.conditionField}
            value={path}
            onChange={(_, data) => put(at, { path: data.value })}
          >
            {fields.map((field) => (
              <option key={field.path} value={field.path}>
                {label(field)}
              </option>
            ))}
          </Select>
          <Select
            size="small"
            aria-label={w.comparison}
            value={is}
            onChange={(_, data) => put(at, { is: data.value as RegisterComparison })}
          >
            {Object.entries(w.comparisons).map(([comparison, name]) => (
              <option key={comparison} value={comparison}>
                {name}
              </option>
            ))}
          </Select>
          {is !== "EMPTY" && is !== "NOT_EMPTY" && (
            <Input
              size="small"
              className="grow"
              aria-label={w.value}
              value={values.join("|")}
              onChange={(_, data) => put(at, { values: is === "IN" ? data.value.split("|") : [data.value] })}
            />
          )}
          <Button
            size="small"
            icon={<DismissRegular />}
            aria-label={w.remove}
            onClick={() => onChange(conditions.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      {first && (
        <Button size="small" onClick={() => onChange([...conditions, { path: first.path, is: "EQ", values: [""] }])}>
          {w.addCondition}
        </Button>
      )}
    </section>
  );
}
