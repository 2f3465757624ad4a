/** What a failed answer of the hub becomes: a refusal with its words, an accident with its number. Pure; asks nobody. */
import type { Answer, Failure } from "./hub.js";

/** A proxy in front of a hub that is being restarted answers for it. */
export const GATEWAY_DOWN: ReadonlySet<number> = new Set([502, 503, 504]);

export interface GraphError {
  readonly message?: string;
  readonly extensions?: {
    readonly code?: string;
    readonly args?: Readonly<Record<string, unknown>>;
    readonly message?: { readonly zh?: string; readonly en?: string };
  };
}

export function parsed<Body>(text: string): Answer<Body> {
  try {
    return { kind: "ok", data: JSON.parse(text) as Body };
  } catch {
    return { kind: "accident", id: null };
  }
}

/** Codes of the graph's own machinery mean that our question was wrong: nobody's refusal, an accident of ours. */
const MACHINERY = /^(GRAPHQL_|BAD_USER_INPUT|INTERNAL_SERVER_ERROR|PERSISTED_QUERY|OPERATION_RESOLUTION)/;

export function failureOf({ message, extensions }: GraphError): Failure {
  const { code, args = {} } = extensions ?? {};
  if (code === "ACCIDENT") return { kind: "accident", id: typeof args.id === "string" ? args.id : null };
  if (code === undefined || MACHINERY.test(code)) return { kind: "accident", id: null };
  const zh = extensions?.message?.zh ?? message ?? code;
  return { kind: "refusal", code, args, message: zh, messageEn: extensions?.message?.en ?? zh };
}

const SIGN_IN = "SIGN_IN";

/** Nobody is signed in: nothing was asked of the hub, or it did nothing. */
export const SIGN_IN_FIRST: Failure = {
  kind: "refusal",
  code: SIGN_IN,
  args: {},
  message: "请先登录",
  messageEn: "Sign in first",
};

/** Whether a failure only means that somebody has to sign in; the same request may be sent again afterwards. */
export function asksToSignIn(failure: { readonly kind: string; readonly code?: string }): boolean {
  return failure.kind === "refusal" && failure.code === SIGN_IN;
}
