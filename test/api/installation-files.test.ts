/** What Excel and WPS fetch to install the add-in: the hub fills in its own address, whatever that is. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { XmlDocument } from "libxml2-wasm";
import { startHub, type TestHub } from "../support/hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub.stop());

const fetched = async (path: string): Promise<string> => {
  const response = await fetch(`${hub.url}/addin/${path}`);
  expect(response.status).toBe(200);
  return response.text();
};

test.each(["manifest.xml", "manifest-taskpane.xml"])("Excel's %s names this hub and no other address", async (name) => {
  const text = await fetched(name);
  const addresses = [...text.matchAll(/DefaultValue="(https?:[^"]*)"/g)].map(([, address = ""]) => address);
  expect(addresses.length).toBeGreaterThan(3);
  expect(addresses.filter((address) => !address.startsWith(`${hub.url}/`))).toEqual([]);
  expect(text).not.toContain("{{");
  XmlDocument.fromString(text).dispose();
});

test.each(["publish.xml", "jsplugins.xml"])("WPS's %s leads to this hub, where WPS finds the ribbon", async (name) => {
  const document = XmlDocument.fromString(await fetched(`wps/${name}`));
  const address = document.get("/jsplugins/jspluginonline[@type='et']/@url")?.content ?? "";
  document.dispose();
  expect(address).toBe(`${hub.url}/addin/wps/`);
  const ribbon = await fetch(`${address}ribbon.xml`);
  expect(ribbon.status).toBe(200);
  expect(await ribbon.text()).toContain('onAction="OnAction"');
});
