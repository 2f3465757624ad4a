/** The description of the add-in's custom functions, as Excel reads it from functions.json. */

export interface FunctionParameter {
  readonly name: string;
  readonly description?: string;
  readonly dimensionality?: "scalar" | "matrix";
  readonly optional?: boolean;
  readonly repeating?: boolean;
}

export interface FunctionDefinition {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly parameters: readonly FunctionParameter[];
  readonly options?: { readonly stream?: boolean; readonly requiresAddress?: boolean };
}

/** The namespace the manifest gives the functions. */
export const NAMESPACE = "HUB";

/** Reads functions.json; a hub that has none yet leaves the sheet with #NAME? cells, which is what Excel does. */
export async function readDefinitions(address: string): Promise<readonly FunctionDefinition[]> {
  const response = await fetch(address);
  if (!response.ok || !response.headers.get("content-type")?.includes("json")) {
    console.error(
      `The functions are not described at ${address} (${response.status}); cells with =${NAMESPACE}.… stay empty.`,
    );
    return [];
  }
  const { functions } = (await response.json()) as { readonly functions: readonly FunctionDefinition[] };
  return functions;
}
