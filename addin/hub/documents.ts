/**
 * Every question this add-in asks: the documents generated from schema/operations, printed once, with the types of the
 * port. Scalars that the graph calls JSON (grids, arguments of findings) get their shape here.
 */
import type { DocumentTypeDecoration } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import * as generated from "../../schema/generated/documents.js";
import type * as contract from "./hub.js";
import type * as registers from "./registers.js";
import type * as reports from "./reports.js";
import { saveRowsText } from "./row-documents.js";
import type * as rows from "./rows.js";
import type { TogetherQuestion } from "./together.js";

/** A document's text that also knows the types of its answer and variables. */
class TypedText<Data, Variables> extends String implements DocumentTypeDecoration<Data, Variables> {
  declare readonly __apiType?: (variables: Variables) => Data;
}

export const HubInfo = new TypedText<{ readonly hub: contract.HubInfo }, Record<string, never>>(
  print(generated.HubInfoDocument),
);

export const SearchCatalogue = new TypedText<
  { readonly searchCatalogue: readonly contract.CatalogueHit[] },
  { text: string; kinds: readonly contract.CatalogueKind[]; first: number }
>(print(generated.SearchCatalogueDocument));

export const Indicators = new TypedText<
  { readonly indicators: readonly contract.Indicator[] },
  { codes: readonly string[] }
>(print(generated.IndicatorsDocument));

export const OrganizationTree = new TypedText<
  {
    readonly organizationTree: readonly (Omit<contract.OrganizationNode, "parent"> & {
      readonly parent: { readonly code: string } | null;
    })[];
  },
  { root: string | null; depth: number | null }
>(print(generated.OrganizationTreeDocument));

export const Figures = new TypedText<
  { readonly figures: readonly contract.Figure[] },
  { keys: readonly contract.FigureKey[]; asOf: string | null }
>(print(generated.FiguresDocument));

export const FigureGrid = new TypedText<
  { readonly figureGrid: contract.FigureGrid },
  {
    organizations: readonly string[];
    columns: readonly contract.ColumnKey[];
    asOf: string | null;
  }
>(print(generated.FigureGridDocument));

export const IndicatorDimensions = new TypedText<
  { readonly indicators: readonly { readonly dimensions: readonly contract.IndicatorDimension[] }[] },
  { codes: readonly string[] }
>(print(generated.IndicatorDimensionsDocument));

export const BreakdownMembers = new TypedText<
  {
    readonly figureBreakdown: {
      readonly cells: readonly {
        readonly marks: readonly { readonly code: string; readonly label: string; readonly labelEn: string }[];
      }[];
    };
    readonly codes: readonly { readonly code: string; readonly nameZh: string; readonly nameEn: string | null }[];
  },
  { key: contract.FigureKey; by: readonly string[]; list: string }
>(print(generated.BreakdownMembersDocument));

export const FigureProgress = new TypedText<
  { readonly progress: readonly contract.Progress[] },
  { keys: readonly contract.FigureKey[] }
>(print(generated.FigureProgressDocument));

/** Questions without anybody to ask them are left out, hence the optional answers. */
export const AskTogether = new TypedText<
  {
    readonly figures?: readonly contract.Figure[];
    readonly progress?: readonly contract.Progress[];
    readonly indicators?: readonly contract.Indicator[];
    readonly registerSheets: readonly {
      readonly sheet: registers.RegisterSheet | null;
      readonly problem: contract.Finding | null;
    }[];
    readonly registerGroupSheets: readonly {
      readonly groups: registers.RegisterGroupSheet | null;
      readonly problem: contract.Finding | null;
    }[];
  },
  TogetherQuestion & {
    readonly asksFigures: boolean;
    readonly asksProgress: boolean;
    readonly asksIndicators: boolean;
  }
>(print(generated.AskTogetherDocument));

export const FigureHistory = new TypedText<
  { readonly figureHistory: readonly contract.FigureRevision[] },
  { key: contract.FigureKey }
>(print(generated.FigureHistoryDocument));

export const FigureOrigin = new TypedText<
  { readonly figureOrigin: contract.FigureOrigin },
  { key: contract.FigureKey; first: number }
>(print(generated.FigureOriginDocument));

export const FigureLedgerRows = new TypedText<
  { readonly figureLedgerRows: contract.LedgerRows },
  { key: contract.FigureKey; first: number; after: string | null }
>(print(generated.FigureLedgerRowsDocument));

export const RowHistory = new TypedText<{ readonly rowHistory: readonly registers.RowRevision[] }, { id: string }>(
  print(generated.RowHistoryDocument),
);

export const CodeNames = new TypedText<{ readonly codes: readonly { readonly nameZh: string }[] }, { list: string }>(
  print(generated.CodeNamesDocument),
);

export const WriteFigures = new TypedText<
  { readonly writeFigures: contract.WriteReceipt },
  { input: contract.WriteFiguresInput }
>(print(generated.WriteFiguresDocument));

export const Imports = new TypedText<
  { readonly imports: readonly contract.Import[] },
  { organization: string | null; first: number }
>(print(generated.ImportsDocument));

export const Import = new TypedText<{ readonly import: contract.Import | null }, { id: string }>(
  print(generated.ImportDocument),
);

export const ImportProgress = new TypedText<{ readonly import: contract.ImportStanding | null }, { id: string }>(
  print(generated.ImportProgressDocument),
);

export const ImportRows = new TypedText<
  { readonly import: { readonly rows: readonly contract.ImportRow[] } | null },
  { id: string; outcome: contract.RowOutcome | null; first: number; after: number | null }
>(print(generated.ImportRowsDocument));

export const StageSelection = new TypedText<
  { readonly stageSelection: contract.Import },
  { input: contract.StageSelectionInput }
>(print(generated.StageSelectionDocument));

export const SetImportMapping = new TypedText<
  { readonly setImportMapping: contract.Import },
  { id: string; table: number; target: string; columns: readonly contract.ColumnMappingInput[]; remember: boolean }
>(print(generated.SetImportMappingDocument));

export const CommitImport = new TypedText<
  { readonly commitImport: contract.ImportReceipt },
  { id: string; batchId: string; atomic: boolean }
>(print(generated.CommitImportDocument));

export const DiscardImport = new TypedText<{ readonly discardImport: contract.Import }, { id: string }>(
  print(generated.DiscardImportDocument),
);

export const RegisterShapes = new TypedText<
  { readonly registerShapes: readonly registers.RegisterShape[] },
  Record<string, never>
>(print(generated.RegisterShapesDocument));

export const RegisterSheet = new TypedText<
  { readonly registerSheet: registers.RegisterSheet },
  registers.RegisterSheetQuestion
>(print(generated.RegisterSheetDocument));

export const RegisterGroups = new TypedText<
  { readonly registerGroups: registers.RegisterGroupSheet },
  registers.RegisterGroupsQuestion
>(print(generated.RegisterGroupsDocument));

export const Reports = new TypedText<
  { readonly submissions: reports.ReportPage },
  { filter: Readonly<Record<string, unknown>>; first: number; after: string | null }
>(print(generated.ReportsDocument));

export const WaitingReports = new TypedText<
  { readonly waitingReports: reports.WaitingPage },
  { first: number; after: string | null }
>(print(generated.WaitingReportsDocument));

export const ReportSteps = new TypedText<
  { readonly reportSteps: readonly { readonly steps: readonly reports.ReportStep[] }[] },
  { ids: readonly string[] }
>(print(generated.ReportStepsDocument));

type MovedReports = TypedText<{ readonly saved: rows.RowReceipt }, { input: reports.ReportsInput }>;
export const SubmitReports: MovedReports = new TypedText(print(generated.SubmitReportsDocument));
export const AcceptReports: MovedReports = new TypedText(print(generated.AcceptReportsDocument));
export const ReturnReports: MovedReports = new TypedText(print(generated.ReturnReportsDocument));
export const ApproveReports: MovedReports = new TypedText(print(generated.ApproveReportsDocument));
export const LockReports: MovedReports = new TypedText(print(generated.LockReportsDocument));
export const OrderCorrections: MovedReports = new TypedText(print(generated.OrderCorrectionsDocument));

/** The document of each step of a report. */
export const moveReports = (step: reports.ReportStep): MovedReports =>
  ({
    SUBMIT: SubmitReports,
    ACCEPT: AcceptReports,
    RETURN: ReturnReports,
    APPROVE: ApproveReports,
    LOCK: LockReports,
    ORDER_CORRECTION: OrderCorrections,
  })[step];

/** A register without such a mutation is refused by the hub, which does not know a document without text. */
export const saveRows = (register: string) =>
  new TypedText<{ readonly saved: rows.RowReceipt }, { input: rows.SaveRowsInput }>(saveRowsText(register) ?? "");
