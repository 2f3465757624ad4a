/**
 * 查看完整信息: whoever may see personal data whole says what for, sees it in the preview of one table, and puts it away again.
 * The words live in this view alone, end with the table and the sign-in, and never reach the workbook.
 */
import { Button, Field, Input } from "@fluentui/react-components";
import { EyeOffRegular, EyeRegular } from "@fluentui/react-icons";
import { type ReactNode, useEffect, useState } from "react";
import { LONGEST_PURPOSE, type PurposeFault, readPurpose } from "../sheet/purpose.rules.js";
import { purposeEn, purposeZh } from "../ui/messages/purpose.js";
import { usePane } from "./pane.js";
import { useSession } from "./use-session.js";

/** Whether, and for what, personal data of one table is shown whole. */
export interface Whole {
  readonly mayShow: boolean;
  readonly purpose: string | null;
  readonly show: (purpose: string | null) => void;
}

/** Of one register and whoever is signed in: another of either begins with masks. */
export function useWhole(register: string): Whole {
  const { session } = usePane();
  const { standing, info } = useSession(session);
  const who = standing === "in" ? (info?.name ?? null) : null;
  const [mayShow, setMayShow] = useState(false);
  const [said, setSaid] = useState<{ readonly of: string; readonly purpose: string } | null>(null);
  useEffect(() => {
    setMayShow(false);
    setSaid(null);
    if (!session || who === null) return undefined;
    let isGone = false;
    void session.grants().then((answer) => {
      if (!isGone && answer.kind === "ok") setMayShow(answer.data.some(({ unmasks }) => unmasks));
    });
    return () => {
      isGone = true;
    };
  }, [session, who]);
  // Not by an effect alone: the first picture after a change has to be masked, too.
  const of = JSON.stringify([who, register]);
  const show = (purpose: string | null): void => setSaid(purpose === null ? null : { of, purpose });
  return { mayShow, purpose: mayShow && who !== null && said?.of === of ? said.purpose : null, show };
}

export function PurposeControl({ whole: { mayShow, purpose, show } }: { readonly whole: Whole }): ReactNode {
  const { m } = usePane();
  const words = m.language === "zh-CN" ? purposeZh : purposeEn;
  const [text, setText] = useState<string | null>(null);
  const [fault, setFault] = useState<PurposeFault | null>(null);
  if (!mayShow) return null;
  const close = (): void => {
    setText(null);
    setFault(null);
  };
  const send = (): void => {
    const read = readPurpose(text ?? "");
    if ("fault" in read) return setFault(read.fault);
    close();
    show(read.purpose);
  };
  if (purpose !== null)
    return (
      <div className="note warn">
        <div className="stacked grow">
          <div role="status">
            <strong>{words.on}</strong> <span>{words.why(purpose)}</span>
          </div>
          <div>{words.notInCells}</div>
          <div>
            <Button size="small" icon={<EyeOffRegular />} onClick={() => show(null)}>
              {words.off}
            </Button>
          </div>
        </div>
      </div>
    );
  if (text === null)
    return (
      <Button size="small" icon={<EyeRegular />} onClick={() => setText("")}>
        {words.ask}
      </Button>
    );
  return (
    <form
      className="card"
      aria-label={words.ask}
      noValidate
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Field
        label={words.purpose}
        hint={words.hint}
        {...(fault !== null && { validationState: "error", validationMessage: words.faults[fault] })}
      >
        <Input
          autoFocus
          autoComplete="off"
          maxLength={LONGEST_PURPOSE}
          value={text}
          placeholder={words.example}
          onChange={(_, { value }) => setText(value)}
        />
      </Field>
      <div className="row">
        <Button size="small" type="submit" appearance="primary">
          {words.show}
        </Button>
        <Button size="small" type="button" onClick={close}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
