/** The conditions of a search: days, who and which events at once, the others on request. Enter searches from any of them. */
import { Button, Dropdown, Field, Input, Option } from "@fluentui/react-components";
import { ArrowDownloadRegular, SearchRegular } from "@fluentui/react-icons";
import { type ReactNode, useState } from "react";
import type { AuditSearch } from "./admin-hub.js";
import { useWords } from "./state.js";

interface AuditFilterProps {
  readonly typed: AuditSearch;
  readonly change: (typed: AuditSearch) => void;
  readonly search: () => void;
  readonly isBusy: boolean;
  readonly exportAddress: string;
}

export function AuditFilter({ typed, change, search, isBusy, exportAddress }: AuditFilterProps): ReactNode {
  const m = useWords();
  const [isWhole, setWhole] = useState(false);
  const text = (name: "from" | "to" | "who" | "organization" | "batch", label: string, hint?: string): ReactNode => (
    <Field label={label}>
      <Input
        type={name === "from" || name === "to" ? "date" : "text"}
        value={typed[name]}
        placeholder={hint}
        onChange={(_, { value }) => change({ ...typed, [name]: value })}
      />
    </Field>
  );
  return (
    <form
      className="admin-filter"
      onSubmit={(event) => {
        event.preventDefault();
        search();
      }}
    >
      {text("from", m.audit.from)}
      {text("to", m.audit.to)}
      {text("who", m.audit.who, m.audit.whoHint)}
      <Field label={m.audit.kinds}>
        <Dropdown
          multiselect
          className="narrow"
          selectedOptions={[...typed.kinds]}
          value={typed.kinds.length === 0 ? "" : kindsChosen(m, typed.kinds)}
          placeholder={m.audit.anyKind}
          onOptionSelect={(_, { selectedOptions }) => change({ ...typed, kinds: selectedOptions })}
        >
          {Object.entries(m.kinds).map(([kind, name]) => (
            <Option key={kind} value={kind}>
              {name}
            </Option>
          ))}
        </Dropdown>
      </Field>
      {isWhole && (
        <>
          {text("organization", m.audit.organization, m.audit.organizationHint)}
          <Field label={m.audit.register}>
            <Dropdown
              className="narrow"
              selectedOptions={[typed.register]}
              value={typed.register === "" ? m.audit.anyRegister : (m.registers[typed.register] ?? typed.register)}
              onOptionSelect={(_, { optionValue = "" }) => change({ ...typed, register: optionValue })}
            >
              <Option value="">{m.audit.anyRegister}</Option>
              {Object.entries(m.registers).map(([register, name]) => (
                <Option key={register} value={register}>
                  {name}
                </Option>
              ))}
            </Dropdown>
          </Field>
          {text("batch", m.audit.batch)}
        </>
      )}
      <div className="admin-actions">
        <Button type="submit" appearance="primary" icon={<SearchRegular />} disabledFocusable={isBusy}>
          {m.audit.search}
        </Button>
        <Button as="a" href={exportAddress} download icon={<ArrowDownloadRegular />} title={m.audit.exportHint}>
          {m.audit.export}
        </Button>
        <Button type="button" appearance="subtle" aria-expanded={isWhole} onClick={() => setWhole((is) => !is)}>
          {isWhole ? m.audit.less : m.audit.more}
        </Button>
      </div>
    </form>
  );
}

function kindsChosen(m: ReturnType<typeof useWords>, kinds: readonly string[]): string {
  return kinds.length === 1 ? (m.kinds[kinds[0] ?? ""] ?? kinds[0] ?? "") : m.audit.chosen(kinds.length);
}
