/**
 * What the routes of signing in share: reading a body, knowing the page that asks for one of the hub's own, the cookie,
 * and the answers. A token goes into the cookie, or into the body for a pane; never into an address.
 */
import { parse } from "cookie";
import type { CookieOptions, ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import type { Hub } from "../../context.js";
import { Refusal, refusalBody, type RefusalCode } from "../../errors.js";
import { COOKIE, tokenOf } from "./sent-token.js";
import { findSession, type FoundSession } from "./session.service.js";

const LONGEST_TEXT = 1000;

/** One text of a JSON body. What it was is not repeated: it may be a password typed into the wrong place. */
export function textIn(request: Request, field: string): string {
  const text = optionalTextIn(request, field);
  if (text === undefined) throw new Refusal("BAD_REQUEST", { detail: field });
  return text;
}

export function optionalTextIn(request: Request, field: string): string | undefined {
  const body: unknown = request.body;
  const value: unknown =
    typeof body === "object" && body !== null ? (body as Record<string, unknown>)[field] : undefined;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string" || value.length > LONGEST_TEXT) throw new Refusal("BAD_REQUEST", { detail: field });
  return value;
}

/**
 * Another site may send what a person did not mean to. A browser says which site a request comes from; one that says
 * nothing may not use the cookie.
 */
export const fromOwnPages: RequestHandler = (request, _response, next) => {
  if (request.method === "GET" || request.method === "HEAD") return next();
  const origin = request.get("origin");
  const isOwn = origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.get("host");
  const byCookie = request.headers.authorization === undefined && cookieIn(request, COOKIE) !== undefined;
  next(
    origin === undefined ? (byCookie ? new Refusal("ORIGIN") : undefined) : isOwn ? undefined : new Refusal("ORIGIN"),
  );
};

export const ownAddress = (request: Request): string => `${request.protocol}://${request.get("host") ?? "localhost"}`;

export const cookieIn = (request: Request, name: string): string | undefined =>
  parse(request.headers.cookie ?? "")[name];

const cookieOptions = (request: Request): CookieOptions => ({
  httpOnly: true,
  sameSite: "strict",
  path: "/",
  secure: request.secure,
});

export function giveCookie(request: Request, response: Response, token: string): void {
  response.cookie(COOKIE, token, cookieOptions(request));
}

export function takeCookie(request: Request, response: Response): void {
  response.clearCookie(COOKIE, cookieOptions(request));
}

export const isPane = (request: Request): boolean => request.get("x-hub-client") === "pane";

/** The session a request is sent under; refused where there is none. */
export async function sessionOf(hub: Hub, request: Request): Promise<FoundSession & { readonly token: string }> {
  const token = tokenOf(request);
  const found = token === undefined ? undefined : await findSession(hub, token, true);
  if (token === undefined || found === undefined) throw new Refusal("SIGN_IN");
  return { ...found, token };
}

const STATUS: Partial<Record<RefusalCode, number>> = {
  SIGN_IN: 401,
  SIGN_IN_WRONG: 401,
  SECOND_FACTOR: 401,
  SECOND_FACTOR_WRONG: 401,
  PASSWORD_WRONG: 403,
  PASSWORD_ONCE: 403,
  PASSWORD_OVER: 403,
  ORIGIN: 403,
  NOT_FOUND: 404,
  RELAY_OVER: 404,
};

export const answerRefusals: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (!(error instanceof Refusal)) return next(error);
  if (error.code === "SIGN_IN" && cookieIn(request, COOKIE) !== undefined) takeCookie(request, response);
  response.status(STATUS[error.code] ?? 400).json(refusalBody(error));
};
