/**
 * Every question this add-in asks, as text with its types: the same documents as schema/operations, squeezed.
 * A test compares the two, so neither can change alone.
 */
import type { DocumentTypeDecoration } from "@graphql-typed-document-node/core";
import type * as contract from "./hub.js";

/** A document's text that also knows the types of its answer and variables. */
class TypedText<Data, Variables> extends String implements DocumentTypeDecoration<Data, Variables> {
  declare readonly __apiType?: (variables: Variables) => Data;
}

const FigureFields = `fragment FigureFields on Figure { indicator organization organizationName indicatorName period value unit displayUnit version status source computedValue numerator denominator changedAt changedBy reason writable problem { ...FindingFields } }`;
const FindingFields = `fragment FindingFields on Finding { code severity args message messageEn sheet cell row field suggestion }`;
const ImportFields = `fragment ImportFields on Import { id file status organization { code name } createdAt createdBy progress { phase done total } tables { index sheet range headerRows target targetLabel confidence columns { letter header field fieldLabel confidence sample state } skipped totalsChecked fields { name label } } counts { rows new changed unchanged refused } notListed { count organizations { name } } findings(first: 200) { ...FindingFields } receipt { ...ReceiptFields } }`;
const ReceiptFields = `fragment ReceiptFields on ImportReceipt { importId batchId replayed committedAt counts { rows new changed unchanged refused } }`;

export const HubInfo = new TypedText<{ readonly hub: contract.HubInfo }, Record<string, never>>(
  `query HubInfo { hub { name version engine today sampleData viewer defaultOrganization } }`,
);

export const SearchCatalogue = new TypedText<
  { readonly searchCatalogue: readonly contract.CatalogueHit[] },
  { text: string; kinds: readonly contract.CatalogueKind[]; first: number }
>(
  `query SearchCatalogue($text: String!, $kinds: [CatalogueKind!], $first: Int) { searchCatalogue(text: $text, kinds: $kinds, first: $first) { kind code name detail matchedBy unit source } }`,
);

export const Indicators = new TypedText<
  { readonly indicators: readonly contract.Indicator[] },
  { codes: readonly string[] }
>(
  `query Indicators($codes: [String!]) { indicators(codes: $codes) { code nameZh nameEn unit displayUnit kind additive flowStock explanation decimals } }`,
);

export const OrganizationTree = new TypedText<
  {
    readonly organizationTree: readonly (Omit<contract.OrganizationNode, "parent"> & {
      readonly parent: { readonly code: string } | null;
    })[];
  },
  { root: string | null; depth: number | null }
>(
  `query OrganizationTree($root: String, $depth: Int) { organizationTree(root: $root, depth: $depth) { code name kind parent { code } } }`,
);

export const Figures = new TypedText<
  { readonly figures: readonly contract.Figure[] },
  { keys: readonly contract.FigureKey[]; asOf: string | null }
>(
  `query Figures($keys: [FigureKeyInput!]!, $asOf: DateTime) { figures(keys: $keys, asOf: $asOf) { ...FigureFields } } ${FigureFields} ${FindingFields}`,
);

export const FigureGrid = new TypedText<
  { readonly figureGrid: contract.FigureGrid },
  {
    organizations: readonly string[];
    columns: readonly { readonly indicator: string; readonly period: string }[];
    asOf: string | null;
  }
>(
  `query FigureGrid($organizations: [String!]!, $columns: [GridColumnInput!]!, $asOf: DateTime) { figureGrid(organizations: $organizations, columns: $columns, asOf: $asOf) { rows { organization name problem { ...FindingFields } } columns { indicator name period unit displayUnit decimals additive problem { ...FindingFields } } values versions statuses sources writable asOf } } ${FindingFields}`,
);

export const FigureProgress = new TypedText<
  { readonly progress: readonly contract.Progress[] },
  { keys: readonly contract.FigureKey[] }
>(
  `query FigureProgress($keys: [FigureKeyInput!]!) { progress(keys: $keys) { indicator organization period actual target comparator rate state documentName quote anchor problem { ...FindingFields } } } ${FindingFields}`,
);

export const FigureHistory = new TypedText<
  { readonly figureHistory: readonly contract.FigureRevision[] },
  { key: contract.FigureKey }
>(
  `query FigureHistory($key: FigureKeyInput!) { figureHistory(key: $key) { version value source changedAt changedBy reason batchId importId place } }`,
);

export const FigureOrigin = new TypedText<
  { readonly figureOrigin: contract.FigureOrigin },
  { key: contract.FigureKey; first: number }
>(
  `query FigureOrigin($key: FigureKeyInput!, $first: Int) { figureOrigin(key: $key, first: $first) { explanation explanationEn total rows { register id label place } imports { importId file sheet fromRow toRow rows by at } targetQuote targetDocument } }`,
);

export const WriteFigures = new TypedText<
  { readonly writeFigures: contract.WriteReceipt },
  { input: contract.WriteFiguresInput }
>(
  `mutation WriteFigures($input: WriteFiguresInput!) { writeFigures(input: $input) { batchId dryRun replayed receivedAt written unchanged conflicts refused cells { index outcome figure { ...FigureFields } conflict { base mine theirs theirVersion changedBy changedAt reason } findings { ...FindingFields } } } } ${FigureFields} ${FindingFields}`,
);

export const Imports = new TypedText<
  { readonly imports: readonly contract.Import[] },
  { organization: string | null; first: number }
>(
  `query Imports($organization: String, $first: Int) { imports(organization: $organization, first: $first) { ...ImportFields } } ${ImportFields} ${FindingFields} ${ReceiptFields}`,
);

export const Import = new TypedText<{ readonly import: contract.Import | null }, { id: string }>(
  `query Import($id: ID!) { import(id: $id) { ...ImportFields } } ${ImportFields} ${FindingFields} ${ReceiptFields}`,
);

export const ImportRows = new TypedText<
  { readonly import: { readonly rows: readonly contract.ImportRow[] } | null },
  { id: string; outcome: contract.RowOutcome | null; first: number; after: number | null }
>(
  `query ImportRows($id: ID!, $outcome: RowOutcome, $first: Int, $after: Int) { import(id: $id) { rows(outcome: $outcome, first: $first, after: $after) { sheet row outcome label changes findings { ...FindingFields } } } } ${FindingFields}`,
);

export const StageSelection = new TypedText<
  { readonly stageSelection: contract.Import },
  { input: contract.StageSelectionInput }
>(
  `mutation StageSelection($input: StageSelectionInput!) { stageSelection(input: $input) { ...ImportFields } } ${ImportFields} ${FindingFields} ${ReceiptFields}`,
);

export const SetImportMapping = new TypedText<
  { readonly setImportMapping: contract.Import },
  { id: string; table: number; target: string; columns: readonly contract.ColumnMappingInput[]; remember: boolean }
>(
  `mutation SetImportMapping( $id: ID! $table: Int! $target: String! $columns: [ColumnMappingInput!]! $remember: Boolean ) { setImportMapping(id: $id, table: $table, target: $target, columns: $columns, remember: $remember) { ...ImportFields } } ${ImportFields} ${FindingFields} ${ReceiptFields}`,
);

export const CommitImport = new TypedText<
  { readonly commitImport: contract.ImportReceipt },
  { id: string; batchId: string; atomic: boolean }
>(
  `mutation CommitImport($id: ID!, $batchId: ID!, $atomic: Boolean) { commitImport(id: $id, batchId: $batchId, atomic: $atomic) { ...ReceiptFields } } ${ReceiptFields}`,
);

export const DiscardImport = new TypedText<{ readonly discardImport: contract.Import }, { id: string }>(
  `mutation DiscardImport($id: ID!) { discardImport(id: $id) { ...ImportFields } } ${ImportFields} ${FindingFields} ${ReceiptFields}`,
);
