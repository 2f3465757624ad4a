/**
 * The built pages and the headers they are served under. Everything comes from the hub itself; the one exception is
 * Office.js, which only Microsoft's own addresses serve. What is not built yet says how to build it.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import express, { type Request, type RequestHandler, type Response } from "express";
import helmet from "helmet";
import { Refusal, refusalBody } from "./errors.js";

/** Microsoft's addresses for Office.js, outside and inside China. */
const OFFICE_JS = ["https://appsforoffice.microsoft.com", "https://appsforoffice.cdn.partner.office365.cn"];
/** Who may show the pane in a frame: Excel on the web, outside and inside China. Excel for the desktop needs no frame. */
const OFFICE_FRAMES = [
  "https://*.office.com",
  "https://*.officeapps.live.com",
  "https://*.sharepoint.com",
  "https://*.office365.cn",
  "https://*.partner.officewebapps.cn",
];
const IN_OFFICE = ["'self'", ...OFFICE_FRAMES].join(" ");

export function protectiveHeaders(isHttps = false, officeJs?: string): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", ...OFFICE_JS, ...(officeJs?.startsWith("http") ? [new URL(officeJs).origin] : [])],
        // Fluent and Univer write their rules into the page as it runs; a nonce cannot be given to them everywhere.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        // The explorer's editor and the spreadsheet run their workers from blobs.
        workerSrc: ["'self'", "blob:"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        // The pane and what it opens; nobody else has a reason to show a page of the hub within another.
        frameAncestors: [({ url = "" }) => (url.startsWith("/addin/") ? IN_OFFICE : "'self'")],
      },
    },
    // `frameAncestors` says it better: the old header knows no list.
    frameguard: false,
    // Where the hub speaks plain HTTP, on this machine, promising HTTPS would lock people out.
    strictTransportSecurity: isHttps && { maxAge: 31_536_000, includeSubDomains: false },
    // Office dialogs talk to the page that opened them.
    crossOriginOpenerPolicy: false,
    crossOriginEmbedderPolicy: false,
  });
}

const OWN_NAMES: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * A web site elsewhere may point its own name at 127.0.0.1, or post a form here from the user's browser. So the name in
 * the address must be the machine's own, or the one the keeper gave it, and a request that says where it comes from must come from here.
 */
export function ownNamesOnly(publicUrl?: string): RequestHandler {
  const publicHost = publicUrl === undefined ? undefined : new URL(publicUrl).host;
  return (request, response, next) => {
    const host = request.headers.host ?? "";
    const origin = request.headers.origin;
    const fromHere = origin === undefined || originHost(origin) === host;
    const isOwnName = OWN_NAMES.has(host.replace(/:\d+$/, "")) || host === publicHost;
    if (isOwnName && (fromHere || request.method === "GET" || request.method === "HEAD")) return next();
    response.status(403).json(refusalBody(new Refusal("ORIGIN")));
  };
}

function originHost(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** Whether whoever asks for a page may use the hub now: signed in, and with a password of their own. */
export type Welcome = (request: Request) => Promise<boolean>;

export function pageRoutes(root: string, isWelcome: Welcome, officeJs?: string): express.Router {
  const router = express.Router();
  const built = join(root, "dist", "addin");
  router.get("/", (_request, response) => response.redirect("/playground"));
  for (const name of ["playground", "explorer", "admin", "offline"])
    router.get(`/${name}`, signedInFirst(isWelcome), page(join(built, name, "index.html")));
  router.get("/sign-in", page(join(built, "sign-in", "index.html"), officeJs));
  router.get("/addin/taskpane/index.html", page(join(built, "taskpane", "index.html"), officeJs));
  for (const name of ["manifest.xml", "manifest-taskpane.xml"]) router.get(`/addin/${name}`, manifest(root, name));
  // WPS asks for these under the one address that stands in its own list of add-ins.
  router.get("/addin/wps/index.html", page(join(built, "host", "wps", "index.html")));
  for (const name of ["ribbon.xml", "publish.xml", "jsplugins.xml"])
    router.get(`/addin/wps/${name}`, manifest(root, join("host", "wps", name)));
  router.get("/addin/wps/icon.png", (_request, response) => response.sendFile(join(built, "icons", "icon-32.png")));
  router.use("/addin", express.static(built, { index: false, setHeaders: cacheFor }));
  return router;
}

/** Leads to the sign-in page, and from there back to where the person was going. Pages themselves hold nothing secret. */
function signedInFirst(isWelcome: Welcome): RequestHandler {
  return (request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    const lead = (welcome: boolean): void =>
      welcome
        ? next()
        : response.redirect(302, `/sign-in?${new URLSearchParams({ to: request.originalUrl }).toString()}`);
    isWelcome(request).then(lead, next);
  };
}

const OFFICE_JS_META = /(<meta name="office-js" content=")[^"]*/;

/** The built page as it is, but for where Office.js is: its links are absolute, so it may be served under a short name. */
function page(file: string, officeJs?: string): RequestHandler {
  return (_request, response) => {
    if (!existsSync(file)) return notBuilt(response);
    response.setHeader("Cache-Control", "no-cache");
    const html = readFileSync(file, "utf8");
    response
      .type("html")
      .send(officeJs === undefined ? html : html.replace(OFFICE_JS_META, (_, meta) => meta + officeJs));
  };
}

/** The manifest names the address it was fetched from, so one file serves every port. */
function manifest(root: string, name: string): RequestHandler {
  const places = [join(root, "dist", "addin", name), join(root, "addin", name)];
  return (request, response) => {
    const file = places.find((place) => existsSync(place));
    if (file === undefined) return notBuilt(response);
    const origin = `${request.protocol}://${request.headers.host ?? "localhost"}`;
    response.setHeader("Cache-Control", "no-cache");
    response.type("application/xml").send(readFileSync(file, "utf8").replaceAll("{{origin}}", origin));
  };
}

function notBuilt(response: Response): void {
  response
    .status(503)
    .type("text/plain; charset=utf-8")
    .send(
      "页面还没有构建。请在项目文件夹运行 npm run build，再刷新。\nThe pages are not built yet. Run npm run build, then reload.\n",
    );
}

/** Vite names a built asset by its contents, so such a file never changes; everything else is asked for again. */
function cacheFor(response: Response, file: string): void {
  const hashed = /[/\\]assets[/\\].+-[\w-]{8}\.\w+$/.test(file);
  response.setHeader("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
}
