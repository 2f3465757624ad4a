/** What each column of a found table means; the proposal can be corrected, and the hub then checks again. */
import { Button, Dropdown, Option } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import { mapColumns, type StageReport } from "../actions/intake.js";
import type { Import, ImportTable } from "../hub/hub.js";
import { usePane } from "./pane.js";

interface IntakeColumnsProps {
  readonly staged: Import;
  readonly table: ImportTable;
  readonly onMapped: (report: StageReport) => void;
}

const IGNORE = "";

export function IntakeColumns({ staged, table, onMapped }: IntakeColumnsProps): ReactNode {
  const { desk, m } = usePane();
  const [fields, setFields] = useState<Readonly<Record<string, string | null>>>(() =>
    Object.fromEntries(table.columns.map(({ letter, field }) => [letter, field])),
  );
  const isChanged = table.columns.some(({ letter, field }) => (fields[letter] ?? null) !== field);
  const recheck = async (): Promise<void> => {
    const columns = table.columns.map(({ letter }) => ({ letter, field: fields[letter] ?? null }));
    onMapped(await mapColumns(desk, staged.id, table.index, table.target, columns));
  };
  return (
    <section className="card" aria-label={m.intake.columns}>
      <h3 className="section">{m.intake.found(table.targetLabel, `${table.sheet}!${table.range}`)}</h3>
      {table.skipped.length > 0 && <div className="caption">{m.intake.skipped(table.skipped.join("、"))}</div>}
      <div className="mapping">
        <span className="head3">{m.intake.column}</span>
        <span className="head3">{m.intake.storeAs}</span>
        <span />
        {table.columns.map((column) => (
          <Line
            key={column.letter}
            column={column}
            table={table}
            field={fields[column.letter] ?? null}
            onField={(field) => setFields({ ...fields, [column.letter]: field })}
          />
        ))}
      </div>
      {isChanged && <Button onClick={() => void recheck()}>{m.intake.recheck}</Button>}
    </section>
  );
}

interface LineProps {
  readonly column: ImportTable["columns"][number];
  readonly table: ImportTable;
  readonly field: string | null;
  readonly onField: (field: string | null) => void;
}

function Line({ column, table, field, onField }: LineProps): ReactNode {
  const { m } = usePane();
  const options = fieldsOf(table);
  const label = options.find((option) => option.field === field)?.label ?? m.intake.ignore;
  const isFine = column.state === "MATCHED" || column.state === "REMEMBERED";
  return (
    <>
      <div style={{ minWidth: 0 }}>
        <div className="cut" title={column.header}>
          {column.letter} {column.header}
        </div>
        <div className="caption cut">{column.sample.slice(0, 2).join(" ")}</div>
      </div>
      <Dropdown
        size="small"
        aria-label={`${column.header} → ${m.intake.storeAs}`}
        value={label}
        selectedOptions={[field ?? IGNORE]}
        onOptionSelect={(_, data) => onField(data.optionValue === IGNORE ? null : (data.optionValue ?? null))}
      >
        <Option value={IGNORE}>{m.intake.ignore}</Option>
        {options.map((option) => (
          <Option key={option.field} value={option.field}>
            {option.label}
          </Option>
        ))}
      </Dropdown>
      <span className={`tag ${isFine ? "good" : "quiet"}`}>{m.intake.state[column.state] ?? column.state}</span>
    </>
  );
}

/** Fields the hub offers for this target; those it proposed are among them. */
function fieldsOf(table: ImportTable): readonly { field: string; label: string }[] {
  if (table.fields) return table.fields.map(({ name, label }) => ({ field: name, label }));
  return table.columns.flatMap(({ field, fieldLabel }) =>
    field === null ? [] : [{ field, label: fieldLabel ?? field }],
  );
}
