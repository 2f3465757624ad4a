/**
 * The hub's settings: the only place that reads the environment. A wrong setting stops the start with a word that says
 * which setting, what is wrong and what to write instead; nothing is guessed.
 */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { DatabasePlace } from "./database/database.js";
import type { SealingKeys } from "./features/intake/identity-seal.js";
import { LIMIT_NAMES, type LimitName, type Limits } from "./graph/limits-by-role.js";

export type LogLevel = "silent" | "error" | "warn" | "info" | "debug";

export interface Config {
  /** 0 lets the machine choose a free port. */
  readonly port: number;
  /** Where the hub keeps its key and, without a PostgreSQL address, its data. */
  readonly home: string;
  readonly database: DatabasePlace;
  /** Keys the hash of identity numbers. It lives beside the database, never inside it. */
  readonly identityKey: Buffer;
  /** Where identity numbers are kept at all: the keys that seal them, the current one first. */
  readonly identitySealing?: SealingKeys;
  /** Whether an empty hub is filled with the invented sample city. */
  readonly sample: boolean;
  /** The organization a fresh sheet starts with, by its code. */
  readonly defaultOrganization: string | undefined;
  /** Where the pane loads Office.js from, if not from Microsoft's own address: the one for China, or a copy of the house. */
  readonly officeJs?: string;
  readonly log: LogLevel;
  /** How long a person stays signed in. */
  readonly session: SessionSettings;
  /** The address to listen on; this machine's own where none is said. */
  readonly host?: string;
  /** HTTPS by the hub itself. Without it, and without a proxy, it listens on this machine alone. */
  readonly tls?: TlsSettings;
  /** A proxy on the way ends TLS and tells who asked. */
  readonly behindProxy?: boolean;
  /** The address people open, e.g. `https://xunshu.example`: the hub answers to its name too. */
  readonly publicUrl?: string;
  /** How many requests an account may send a minute, whatever its roles; where it is not said, as they say. */
  readonly requestsPerMinute?: number;
  /** Numbers that no role passes here, e.g. on a small machine. */
  readonly limits?: Partial<Limits>;
  /** How many sign-ins one address may try a minute. */
  readonly signInsPerMinute?: number;
  /** The provider people may sign in with, beside their passwords. */
  readonly oidc: OidcSettings | undefined;
  /** The project's folder: package.json, dist/, addin/. */
  readonly root: string;
  readonly version: string;
}

export type TlsSettings =
  { readonly kind: "files"; readonly cert: string; readonly key: string } | { readonly kind: "development" };

export interface SessionSettings {
  /** A session nobody used for so long is over. */
  readonly idleMinutes: number;
  /** However busy, it is over after so many hours. */
  readonly hours: number;
}

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** None for a public client: PKCE protects the exchange. */
  readonly clientSecret: string | undefined;
  /** What the button says. */
  readonly name: string;
}

/** A setting the hub cannot start with. */
export class WrongSetting extends Error {}

const LOG_LEVELS: readonly LogLevel[] = ["silent", "error", "warn", "info", "debug"];

export function readConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
  args: readonly string[] = [],
): Config {
  const home = resolve(env["HUB_HOME"]?.trim() || join(homedir(), ".xunshu"));
  const root = projectRoot();
  return {
    port: readPort(env["PORT"]),
    home,
    database: readDatabase(env["DATABASE_URL"], home),
    identityKey: identityKeyIn(home),
    identitySealing: readSealing(env["IDENTITY_ENCRYPTION_KEYS"]),
    sample: readSwitch("HUB_SAMPLE", env["HUB_SAMPLE"], true),
    defaultOrganization: env["HUB_ORGANIZATION"]?.trim() || undefined,
    ...readOfficeJs(env["HUB_OFFICE_JS"]),
    log: readLogLevel(env["HUB_LOG"]),
    session: {
      idleMinutes: readWhole("HUB_SESSION_IDLE_MINUTES", env["HUB_SESSION_IDLE_MINUTES"], 60, 1440),
      hours: readWhole("HUB_SESSION_HOURS", env["HUB_SESSION_HOURS"], 12, 168),
    },
    ...readPlace(env, args),
    ...readPaces(env),
    signInsPerMinute: readWhole("HUB_SIGN_INS_PER_MINUTE", env["HUB_SIGN_INS_PER_MINUTE"], 60, 600_000),
    oidc: readOidc(env),
    root,
    version: versionIn(root),
  };
}

const LOOPBACK: readonly string[] = ["127.0.0.1", "localhost", "::1"];

/** Passwords and names never cross a network in the clear: plain HTTP stays on this machine unless a proxy says otherwise. */
function readPlace(
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
): Pick<Config, "host" | "tls" | "behindProxy" | "publicUrl"> {
  const tls = readTls(env, args);
  const behindProxy = readSwitch("HUB_BEHIND_PROXY", env["HUB_BEHIND_PROXY"], false);
  const host = env["HUB_HOST"]?.trim() || "127.0.0.1";
  if (!LOOPBACK.includes(host) && tls === undefined && !behindProxy)
    throw new WrongSetting(
      "HUB_HOST 不是本机：要对外服务，请设置 TLS_CERT 和 TLS_KEY，或由代理提供 HTTPS 并设 HUB_BEHIND_PROXY=1。 / HUB_HOST is not this machine: set TLS_CERT and TLS_KEY, or HUB_BEHIND_PROXY=1 where a proxy ends TLS.",
    );
  const publicUrl = env["HUB_PUBLIC_URL"]?.trim() || undefined;
  if (publicUrl !== undefined && !(URL.canParse(publicUrl) && isTrustedPlace(new URL(publicUrl))))
    throw new WrongSetting(
      "HUB_PUBLIC_URL 应是 https:// 地址，例如 https://xunshu.example。 / HUB_PUBLIC_URL must be an https:// address.",
    );
  if (publicUrl !== undefined && tls === undefined && !behindProxy)
    throw new WrongSetting(
      "设了 HUB_PUBLIC_URL，还要设置 TLS_CERT 和 TLS_KEY，或 HUB_BEHIND_PROXY=1。 / With HUB_PUBLIC_URL, set TLS_CERT and TLS_KEY, or HUB_BEHIND_PROXY=1.",
    );
  return {
    host,
    behindProxy,
    ...(tls === undefined ? {} : { tls }),
    ...(publicUrl === undefined ? {} : { publicUrl: new URL(publicUrl).origin }),
  };
}

function readTls(env: Readonly<Record<string, string | undefined>>, args: readonly string[]): TlsSettings | undefined {
  const [cert, key] = [env["TLS_CERT"]?.trim(), env["TLS_KEY"]?.trim()];
  if (cert && key) return { kind: "files", cert, key };
  if (cert || key)
    throw new WrongSetting(
      "TLS_CERT 和 TLS_KEY 要一起设置：证书文件和私钥文件。 / TLS_CERT and TLS_KEY go together: the files of a certificate and its key.",
    );
  const asked = args.includes("--https") || readSwitch("HUB_DEV_CERT", env["HUB_DEV_CERT"], false);
  return asked ? { kind: "development" } : undefined;
}

function readPort(text: string | undefined): number {
  if (text === undefined || text.trim() === "") return 4000;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text.trim()) && port <= 65_535) return port;
  throw new WrongSetting(
    "PORT 应是 0 到 65535 的整数，例如 PORT=4000。 / PORT must be a whole number from 0 to 65535, e.g. PORT=4000.",
  );
}

function readDatabase(url: string | undefined, home: string): DatabasePlace {
  if (url === undefined || url.trim() === "") return { engine: "pglite", folder: join(home, "data") };
  if (/^postgres(ql)?:\/\/\S+$/.test(url.trim())) return { engine: "postgres", url: url.trim() };
  // The address may hold a password, so it is not repeated.
  throw new WrongSetting(
    "DATABASE_URL 应以 postgres:// 开头，例如 postgres://用户@主机:5432/xunshu；不用外部数据库就不要设置它。 / DATABASE_URL must start with postgres://; leave it out to use the embedded database.",
  );
}

function readOfficeJs(text: string | undefined): { officeJs?: string } {
  const address = text?.trim();
  if (address === undefined || address === "") return {};
  if (/^(https:\/\/[^\s"'<>]+|\/[^\s"'<>]+)$/.test(address)) return { officeJs: address };
  throw new WrongSetting(
    "HUB_OFFICE_JS 应是 https 地址，或本服务上以 / 开头的路径，例如 https://appsforoffice.cdn.partner.office365.cn/appsforoffice/lib/1/hosted/office.js。 / HUB_OFFICE_JS must be an https address or a path of this hub.",
  );
}

function readSwitch(name: string, text: string | undefined, otherwise: boolean): boolean {
  if (text === undefined || text.trim() === "") return otherwise;
  if (text.trim() === "1") return true;
  if (text.trim() === "0") return false;
  throw new WrongSetting(`${name} 应是 1（开）或 0（关）。 / ${name} must be 1 (on) or 0 (off).`);
}

function readPaces(env: Readonly<Record<string, string | undefined>>): Pick<Config, "requestsPerMinute" | "limits"> {
  const limits = readLimits(env["HUB_LIMITS"]);
  const [name, asked] = ["HUB_REQUESTS_PER_MINUTE", env["HUB_REQUESTS_PER_MINUTE"]];
  if (asked === undefined || asked.trim() === "") return { limits };
  return { limits, requestsPerMinute: readWhole(name, asked, 1, 600_000) };
}

/** `uploadsPerHour=20,imports=1`: no more than so much here, whatever a role may. */
function readLimits(text: string | undefined): Partial<Limits> {
  const parts = (text ?? "").split(",").filter((part) => part.trim() !== "");
  const read = parts.map((part) => {
    const [, name = "", number] = /^\s*(\w+)\s*=\s*([1-9]\d{0,8})\s*$/.exec(part) ?? [];
    if (isLimitName(name)) return [name, Number(number)] as const;
    throw new WrongSetting(
      `HUB_LIMITS 应是 名称=整数，逗号分隔，例如 uploadsPerHour=20,imports=1；名称有 ${LIMIT_NAMES.join("、")}。 / HUB_LIMITS must be name=number, parted by commas; the names are ${LIMIT_NAMES.join(", ")}.`,
    );
  });
  return Object.fromEntries(read);
}

function isLimitName(name: string): name is LimitName {
  return (LIMIT_NAMES as readonly string[]).includes(name);
}

function readWhole(name: string, text: string | undefined, otherwise: number, largest: number): number {
  if (text === undefined || text.trim() === "") return otherwise;
  const number = Number(text);
  if (/^\d{1,6}$/.test(text.trim()) && number >= 1 && number <= largest) return number;
  throw new WrongSetting(
    `${name} 应是 1 到 ${largest} 的整数。 / ${name} must be a whole number from 1 to ${largest}.`,
  );
}

/** Signing in elsewhere needs an address nobody on the way can answer for: https, or this machine. */
function readOidc(env: Readonly<Record<string, string | undefined>>): OidcSettings | undefined {
  const issuer = env["OIDC_ISSUER"]?.trim();
  const clientId = env["OIDC_CLIENT_ID"]?.trim();
  if (!issuer && !clientId) return undefined;
  const isGood = issuer !== undefined && URL.canParse(issuer) && isTrustedPlace(new URL(issuer));
  if (!isGood || !clientId)
    throw new WrongSetting(
      "统一登录：OIDC_ISSUER 应是 https:// 地址，并同时设置 OIDC_CLIENT_ID。 / OIDC_ISSUER must be an https:// address, and OIDC_CLIENT_ID must be set with it.",
    );
  return {
    issuer,
    clientId,
    clientSecret: env["OIDC_CLIENT_SECRET"]?.trim() || undefined,
    name: env["OIDC_NAME"]?.trim() || new URL(issuer).hostname,
  };
}

function isTrustedPlace({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(hostname));
}

function readLogLevel(text: string | undefined): LogLevel {
  const level = (text?.trim() || "info") as LogLevel;
  if (LOG_LEVELS.includes(level)) return level;
  const choices = LOG_LEVELS.join(", ");
  throw new WrongSetting(`HUB_LOG 应是以下之一：${choices}。 / HUB_LOG must be one of: ${choices}.`);
}

/** Made at the first start and kept for good: another key would make everybody a stranger. */
function identityKeyIn(home: string): Buffer {
  const file = join(home, "identity.key");
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST")
      throw new WrongSetting(
        `HUB_HOME：不能写入文件夹 ${home}。换一个可写的文件夹，例如 HUB_HOME=D:\\xunshu。 / HUB_HOME: the folder ${home} cannot be written; choose another.`,
      );
  }
  const hex = readFileSync(file, "utf8").trim();
  if (/^[0-9a-f]{64}$/i.test(hex)) return Buffer.from(hex, "hex");
  throw new WrongSetting(
    `${file} 不是 64 位十六进制密钥。请从备份恢复原文件。 / ${file} is not a key of 64 hexadecimal digits; restore it from a backup.`,
  );
}

/** `2026a:<32 bytes in base64>,2025a:…`: the first seals, the others open what they sealed. */
function readSealing(text: string | undefined): SealingKeys {
  const keys = (text ?? "").split(",").flatMap((part) => {
    if (part.trim() === "") return [];
    const [, id, base64] = /^\s*([\w-]{1,40}):([A-Za-z0-9+/]{43}=)\s*$/.exec(part) ?? [];
    return [id === undefined || base64 === undefined ? undefined : { id, key: Buffer.from(base64, "base64") }];
  });
  const sound = keys.filter((key) => key !== undefined);
  if (sound.length === keys.length && new Set(sound.map(({ id }) => id)).size === sound.length) return sound;
  // A key must not end in a log, so what was written is not repeated.
  throw new WrongSetting(
    "IDENTITY_ENCRYPTION_KEYS 应是 名称:密钥，逗号分隔，密钥为 32 字节的 base64（openssl rand -base64 32），名称不重复。 / IDENTITY_ENCRYPTION_KEYS must be name:key, parted by commas; a key is 32 bytes in base64, each name once.",
  );
}

/** The nearest folder above that holds package.json: the sources and their compiled copy lie at different depths. */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const above = dirname(folder);
    if (above === folder)
      throw new WrongSetting("找不到 package.json。 / package.json was not found above the server.");
    folder = above;
  }
  return folder;
}

function versionIn(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return version;
}
