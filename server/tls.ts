/**
 * HTTPS: from certificates the keeper has, or from one made here, once, for trying the add-in on this machine (Office
 * opens no page without it). Refuses a certificate and a key that do not belong together.
 */
import { createPrivateKey, X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "selfsigned";
import { WrongSetting, type TlsSettings } from "./config.js";

export interface Certificate {
  readonly cert: string;
  readonly key: string;
  /** Where the certificate lies that people have to trust; none where others vouch for it. */
  readonly toTrust: string | undefined;
}

/** Undefined where the hub speaks plain HTTP. */
export async function certificateFor(tls: TlsSettings | undefined, home: string): Promise<Certificate | undefined> {
  if (tls === undefined) return undefined;
  if (tls.kind === "development") return developmentCertificate(home);
  const [cert, key] = [read("TLS_CERT", tls.cert), read("TLS_KEY", tls.key)];
  if (!belongTogether(cert, key))
    throw new WrongSetting(
      "TLS_CERT 与 TLS_KEY 不是一对 PEM 证书和私钥。请核对两个文件。 / TLS_CERT and TLS_KEY are not a PEM certificate and its key.",
    );
  return { cert, key, toTrust: undefined };
}

function read(name: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new WrongSetting(`${name}：读不到文件 ${file}。 / ${name}: the file ${file} cannot be read.`);
  }
}

function belongTogether(cert: string, key: string): boolean {
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

/** Browsers take no certificate of this kind that is valid for longer. */
const DAYS = 365;
const RENEW_BEFORE_MS = 14 * 24 * 3600 * 1000;

async function developmentCertificate(home: string): Promise<Certificate> {
  const folder = join(home, "tls");
  const [certFile, keyFile] = [join(folder, "localhost.crt"), join(folder, "localhost.key")];
  if (!existsSync(certFile) || !existsSync(keyFile) || endsSoon(readFileSync(certFile, "utf8"))) {
    const made = await generate([{ name: "commonName", value: "localhost" }], {
      keySize: 2048,
      algorithm: "sha256",
      notAfterDate: new Date(Date.now() + DAYS * 24 * 3600 * 1000),
      extensions: [
        { name: "basicConstraints", cA: false, critical: true },
        { name: "keyUsage", digitalSignature: true, keyEncipherment: true, critical: true },
        { name: "extKeyUsage", serverAuth: true },
        {
          name: "subjectAltName",
          altNames: [
            { type: 2, value: "localhost" },
            { type: 7, ip: "127.0.0.1" },
            { type: 7, ip: "::1" },
          ],
        },
      ],
    });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(keyFile, made.private, { mode: 0o600 });
    writeFileSync(certFile, made.cert);
  }
  return { cert: readFileSync(certFile, "utf8"), key: readFileSync(keyFile, "utf8"), toTrust: certFile };
}

function endsSoon(cert: string): boolean {
  return Date.parse(new X509Certificate(cert).validTo) - Date.now() < RENEW_BEFORE_MS;
}
