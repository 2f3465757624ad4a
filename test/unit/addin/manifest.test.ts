/** The manifests against Office's own grammar where it is at hand, and against themselves everywhere. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { RelaxNGValidator, XmlDocument } from "libxml2-wasm";

const GRAMMAR = join(process.cwd(), "..", "shared", "trials", "manifest", "officeapp-excel.rng");
const MANIFESTS = ["manifest.xml", "manifest-taskpane.xml"];

function filled(name: string): string {
  return readFileSync(join(process.cwd(), "addin", name), "utf8").replaceAll("{{origin}}", "https://hub.example");
}

describe.each(MANIFESTS)("%s", (name) => {
  test("names its own pictures, strings and addresses, and no other", () => {
    const document = XmlDocument.fromString(filled(name));
    const used = new Set(document.find("//@resid").map((attribute) => attribute.content));
    const defined = new Set(
      document.find("//*[local-name()='Resources']/*/*/@id").map((attribute) => attribute.content),
    );
    expect([...used].sort()).toEqual([...defined].sort());
  });

  test("asks nothing of any other server, and every picture exists", () => {
    const text = filled(name);
    const addresses = [...text.matchAll(/(?:DefaultValue|Value)="(https?:[^"]*)"/g)].map(([, address = ""]) => address);
    expect(addresses.filter((address) => !address.startsWith("https://hub.example/"))).toEqual([]);
    const icons = addresses
      .filter((address) => address.endsWith(".png"))
      .map((address) => address.replace("https://hub.example/addin/", ""));
    expect(icons.filter((icon) => !existsSync(join(process.cwd(), "addin", "public", icon)))).toEqual([]);
    expect(text).not.toContain("{{");
  });
});

if (existsSync(GRAMMAR)) {
  describe("Office's grammar", () => {
    test.each(MANIFESTS)("accepts %s", (name) => {
      const validator = RelaxNGValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(GRAMMAR)));
      expect(() => validator.validate(XmlDocument.fromString(filled(name)))).not.toThrow();
    });
  });
} else {
  console.log("The folder ../shared is absent: the manifests are not held against Office's grammar.");
}
