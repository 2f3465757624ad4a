/** What each column of a found table means; the proposal can be corrected, and the hub then checks again. */
import { Button, Dropdown, Option } from "@fluentui/react-components";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { mapColumns, type StageReport } from "../actions/intake.js";
import { goToColumn } from "../actions/intake-sheet.js";
import type { Import, ImportTable } from "../hub/hub.js";
import type { SentSheet } from "../sheet/intake-marks.js";
import { usePane } from "./pane.js";

interface IntakeColumnsProps {
  readonly staged: Import;
  readonly table: ImportTable;
  /** Null for a file. */
  readonly sent: SentSheet | null;
  /** The column that was clicked in the sheet. */
  readonly pointed: string | null;
  readonly onMapped: (report: StageReport) => void;
  /** Whether something was chosen that the hub has not checked yet. */
  readonly onChosen: (isChosen: boolean) => void;
  /** Has the sheet read as something else; null for a file, which cannot be read twice. */
  readonly onTakeAs: ((target: string) => void) | null;
}

const IGNORE = "";

export function IntakeColumns(props: IntakeColumnsProps): ReactNode {
  const { staged, table, sent, pointed, onMapped, onChosen, onTakeAs } = props;
  const { desk, m } = usePane();
  const [fields, setFields] = useState<Readonly<Record<string, string | null>>>(() => fieldsByLetter(table));
  const [isBusy, setBusy] = useState(false);
  const isSettled = table.columns.every((column) => isKnown(column) && column.state !== "UNSURE");
  const [isOpened, setOpened] = useState<boolean | null>(null);
  const isOpen = isOpened ?? (!isSettled || table.target === "");
  useEffect(() => setFields(fieldsByLetter(table)), [table]);
  useEffect(() => {
    if (pointed !== null) setOpened(true);
  }, [pointed]);
  const changed = table.columns.filter(({ letter, field }) => (fields[letter] ?? null) !== field).length;
  useEffect(() => onChosen(changed > 0), [changed, onChosen]);
  const recheck = async (): Promise<void> => {
    setBusy(true);
    const columns = table.columns.map(({ letter }) => ({ letter, field: fields[letter] ?? null }));
    onMapped(await mapColumns(desk, staged.id, table.index, table.target, columns));
    setBusy(false);
  };
  return (
    <section className="card" aria-label={m.intake.columns}>
      <h3 className="section">{m.intake.found(table.targetLabel, `${table.sheet}!${table.range}`)}</h3>
      {table.skipped.length > 0 && <div className="caption">{m.intake.skipped(table.skipped.join("、"))}</div>}
      {onTakeAs && <TakeAs table={table} onTakeAs={onTakeAs} />}
      <Button size="small" appearance="subtle" aria-expanded={isOpen} onClick={() => setOpened(!isOpen)}>
        {m.intake.columnsKnown(table.columns.filter(isKnown).length, table.columns.length)}
      </Button>
      {isOpen && sent && <div className="caption">{m.intake.clickColumn}</div>}
      {isOpen && (
        <div className="mapping">
          <span className="head3">{m.intake.column}</span>
          <span className="head3">{m.intake.storeAs}</span>
          <span />
          {table.columns.map((column) => (
            <Line
              key={column.letter}
              column={column}
              table={table}
              sent={sent}
              isPointed={column.letter === pointed}
              field={fields[column.letter] ?? null}
              onField={(field) => setFields(withField(fields, column.letter, field))}
            />
          ))}
        </div>
      )}
      {changed > 0 && (
        <>
          <div className="caption">{m.intake.remembered}</div>
          <Button disabledFocusable={isBusy} onClick={() => void recheck()}>
            {m.intake.recheck}
          </Button>
        </>
      )}
    </section>
  );
}

function fieldsByLetter({ columns }: ImportTable): Readonly<Record<string, string | null>> {
  return Object.fromEntries(columns.map(({ letter, field }) => [letter, field]));
}

/** A field goes with one column: the one that had it before is free again. */
function withField(
  fields: Readonly<Record<string, string | null>>,
  letter: string,
  field: string | null,
): Readonly<Record<string, string | null>> {
  const others = Object.entries(fields).map(([other, had]) => [other, had === field ? null : had] as const);
  return { ...Object.fromEntries(others), [letter]: field };
}

/** A column of running numbers means nothing to the hub, and nobody needs to say so. */
const SERIAL = /^(序号|顺?序|行号|no\.?)$/iu;

const isKnown = ({ field, state, header }: ImportTable["columns"][number]): boolean =>
  field !== null || state === "IGNORED" || SERIAL.test(header.trim());

/** What the table is, when it was not recognised or taken for something else. */
function TakeAs({
  table,
  onTakeAs,
}: {
  readonly table: ImportTable;
  readonly onTakeAs: (target: string) => void;
}): ReactNode {
  const { m } = usePane();
  return (
    <Dropdown
      size="small"
      aria-label={m.intake.takeAs}
      placeholder={m.intake.takeAs}
      value={table.targetLabel}
      selectedOptions={[table.target]}
      onOptionSelect={(_, { optionValue }) =>
        optionValue !== undefined && optionValue !== table.target && onTakeAs(optionValue)
      }
    >
      {Object.entries(m.intake.targets).map(([target, label]) => (
        <Option key={target} value={target}>
          {label}
        </Option>
      ))}
    </Dropdown>
  );
}

/** Of a header of several levels the lowest: there is no room for all, and the title tells them. */
const lastOf = (header: string): string => header.split("·").at(-1)?.trim() ?? header;

interface LineProps {
  readonly column: ImportTable["columns"][number];
  readonly table: ImportTable;
  readonly sent: SentSheet | null;
  readonly isPointed: boolean;
  readonly field: string | null;
  readonly onField: (field: string | null) => void;
}

function Line({ column, table, sent, isPointed, field, onField }: LineProps): ReactNode {
  const { desk, m } = usePane();
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isPointed) line.current?.scrollIntoView({ block: "center" });
  }, [isPointed]);
  const options = fieldsOf(table);
  const label = options.find((option) => option.field === field)?.label ?? m.intake.ignore;
  const isFine = column.state === "MATCHED" || column.state === "REMEMBERED";
  return (
    <>
      <div ref={line} style={{ minWidth: 0 }} {...(isPointed && { className: "pointed", "aria-current": true })}>
        {sent ? (
          <button
            type="button"
            className="plain cut"
            title={column.header}
            aria-label={m.goToCell(`${column.letter} ${column.header}`)}
            onClick={() => void goToColumn(desk, sent, table, column.letter)}
          >
            {column.letter} {lastOf(column.header)}
          </button>
        ) : (
          <div className="cut" title={column.header}>
            {column.letter} {lastOf(column.header)}
          </div>
        )}
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
