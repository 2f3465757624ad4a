/** What a cell accepts: lists, numbers, dates, lengths, formulas. The grid shows the list and refuses the rest. */
import {
  DataValidationErrorStyle,
  DataValidationOperator,
  DataValidationType,
  type IDataValidationRule,
} from "@univerjs/core";
import { OfficeError } from "../officejs/errors.js";
import { areaText, quoteSheet } from "./address.js";
import { Range } from "./range.js";

interface Comparison {
  readonly formula1: unknown;
  readonly formula2?: unknown;
  readonly operator?: string;
}

/** `Excel.DataValidationRule`. */
type Rule = Readonly<{
  wholeNumber?: Comparison;
  decimal?: Comparison;
  textLength?: Comparison;
  date?: Comparison;
  list?: { readonly source: unknown; readonly inCellDropDown?: boolean };
  custom?: { readonly formula: string };
}>;

interface Alert {
  readonly message?: string;
  readonly title?: string;
  readonly showAlert?: boolean;
  readonly style?: string;
}

interface Prompt {
  readonly message?: string;
  readonly title?: string;
  readonly showPrompt?: boolean;
}

const OPERATORS: Readonly<Record<string, DataValidationOperator>> = {
  Between: DataValidationOperator.BETWEEN,
  NotBetween: DataValidationOperator.NOT_BETWEEN,
  EqualTo: DataValidationOperator.EQUAL,
  NotEqualTo: DataValidationOperator.NOT_EQUAL,
  GreaterThan: DataValidationOperator.GREATER_THAN,
  LessThan: DataValidationOperator.LESS_THAN,
  GreaterThanOrEqualTo: DataValidationOperator.GREATER_THAN_OR_EQUAL,
  LessThanOrEqualTo: DataValidationOperator.LESS_THAN_OR_EQUAL,
};

const COMPARED = {
  wholeNumber: DataValidationType.WHOLE,
  decimal: DataValidationType.DECIMAL,
  textLength: DataValidationType.TEXT_LENGTH,
  date: DataValidationType.DATE,
} as const;
type ComparedKind = keyof typeof COMPARED;

const ALERT_STYLES: Readonly<Record<string, DataValidationErrorStyle>> = {
  Stop: DataValidationErrorStyle.STOP,
  Warning: DataValidationErrorStyle.WARNING,
  Information: DataValidationErrorStyle.INFO,
};

export class DataValidation {
  constructor(private readonly range: Range) {}

  #present(): IDataValidationRule | undefined {
    return this.range.facade().getDataValidation()?.rule;
  }

  get type(): string {
    const type = this.#present()?.type;
    if (type === undefined) return "None";
    const compared = Object.entries(COMPARED).find(([, kind]) => kind === type)?.[0];
    if (compared) return compared.charAt(0).toUpperCase() + compared.slice(1);
    return type === DataValidationType.LIST ? "List" : "Custom";
  }

  get rule(): Rule {
    const present = this.#present();
    if (!present) return {};
    const compared = (Object.keys(COMPARED) as ComparedKind[]).find((kind) => COMPARED[kind] === present.type);
    if (compared) {
      const operator = Object.keys(OPERATORS).find((name) => OPERATORS[name] === present.operator) ?? "Between";
      return { [compared]: { formula1: present.formula1, formula2: present.formula2, operator } };
    }
    if (present.type === DataValidationType.LIST)
      return { list: { source: present.formula1 ?? "", inCellDropDown: present.showDropDown !== false } };
    return { custom: { formula: present.formula1 ?? "" } };
  }

  set rule(rule: Rule) {
    this.#apply(this.#base(rule));
  }

  #base(rule: Rule): Partial<IDataValidationRule> {
    const compared = (Object.keys(COMPARED) as ComparedKind[]).find((kind) => rule[kind]);
    if (compared) {
      const { formula1, formula2, operator = "Between" } = rule[compared]!;
      return {
        type: COMPARED[compared],
        operator: OPERATORS[operator]!,
        formula1: String(formula1),
        ...(formula2 === undefined ? {} : { formula2: String(formula2) }),
      };
    }
    if (rule.list)
      return {
        type: DataValidationType.LIST,
        formula1: listSource(rule.list.source),
        showDropDown: rule.list.inCellDropDown !== false,
      };
    if (rule.custom) return { type: DataValidationType.CUSTOM, formula1: rule.custom.formula };
    throw new OfficeError("InvalidArgument", "The validation rule is of a kind the playground does not know.");
  }

  /** The grid replaces a rule as a whole, so what was said before about messages is carried over. */
  #apply(change: Partial<IDataValidationRule>): void {
    const built = this.range.book.grid.api.newDataValidation().requireFormulaSatisfied("=TRUE").build();
    const { uid, ranges } = built.rule;
    Object.assign(
      built.rule,
      { allowBlank: true, showErrorMessage: true, errorStyle: DataValidationErrorStyle.STOP },
      this.#present(),
      change,
      { uid, ranges },
    );
    this.range.facade().setDataValidation(built);
  }

  get ignoreBlanks(): boolean {
    return this.#present()?.allowBlank !== false;
  }

  set ignoreBlanks(ignore: boolean) {
    if (this.#present()) this.#apply({ allowBlank: ignore });
  }

  get errorAlert(): Alert {
    const present = this.#present();
    return {
      message: present?.error ?? "",
      title: "",
      showAlert: present?.showErrorMessage !== false,
      style: Object.keys(ALERT_STYLES).find((name) => ALERT_STYLES[name] === present?.errorStyle) ?? "Stop",
    };
  }

  set errorAlert(alert: Alert) {
    if (!this.#present()) return;
    this.#apply({
      error: [alert.title, alert.message].filter(Boolean).join("："),
      showErrorMessage: alert.showAlert !== false,
      errorStyle: ALERT_STYLES[alert.style ?? "Stop"] ?? DataValidationErrorStyle.STOP,
    });
  }

  get prompt(): Prompt {
    const present = this.#present();
    return {
      message: present?.prompt ?? "",
      title: present?.promptTitle ?? "",
      showPrompt: present?.showInputMessage === true,
    };
  }

  set prompt(prompt: Prompt) {
    if (this.#present())
      this.#apply({
        prompt: prompt.message ?? "",
        promptTitle: prompt.title ?? "",
        showInputMessage: prompt.showPrompt !== false,
      });
  }

  clear(): void {
    this.range.facade().setDataValidation(null);
  }
}

function listSource(source: unknown): string {
  if (source instanceof Range) return `=${quoteSheet(source.sheetName)}!${areaText(source.area, true)}`;
  const text = String(source);
  // Excel's own limit for a list written out; a longer one needs a range.
  if (!text.startsWith("=") && text.length > 255)
    throw new OfficeError("InvalidArgument", "A list written out may have at most 255 characters.");
  return text;
}
