/** Settings and custom XML parts: what an add-in keeps in the workbook beside the cells. */
import { OfficeError } from "../officejs/errors.js";
import type { Book } from "./book.js";

export class SettingCollection {
  constructor(private readonly book: Book) {}

  get items(): Setting[] {
    return Object.keys(this.book.extras.settings).map((key) => new Setting(this.book, key));
  }

  add(key: string, value: unknown): Setting {
    const setting = new Setting(this.book, key);
    setting.value = value;
    return setting;
  }

  getItem(key: string): Setting {
    const setting = this.getItemOrNullObject(key);
    if (!setting) throw new OfficeError("ItemNotFound", `There is no setting '${key}'.`);
    return setting;
  }

  getItemOrNullObject(key: string): Setting | null {
    return Object.hasOwn(this.book.extras.settings, key) ? new Setting(this.book, key) : null;
  }

  getCount(): number {
    return Object.keys(this.book.extras.settings).length;
  }
}

export class Setting {
  constructor(
    private readonly book: Book,
    readonly key: string,
  ) {}

  get value(): unknown {
    return this.book.extras.settings[this.key];
  }

  set value(value: unknown) {
    this.book.extras.settings[this.key] = value;
    this.book.extrasChanged();
  }

  delete(): void {
    delete this.book.extras.settings[this.key];
    this.book.extrasChanged();
  }
}

export class CustomXmlPartCollection {
  constructor(
    private readonly book: Book,
    private readonly namespace?: string,
  ) {}

  get items(): CustomXmlPart[] {
    const parts = Object.keys(this.book.extras.xmlParts).map((id) => new CustomXmlPart(this.book, id));
    return this.namespace === undefined ? parts : parts.filter((part) => part.namespaceUri === this.namespace);
  }

  add(xml: string): CustomXmlPart {
    namespaceOf(xml);
    const id = `{${crypto.randomUUID().toUpperCase()}}`;
    this.book.extras.xmlParts[id] = xml;
    this.book.extrasChanged();
    return new CustomXmlPart(this.book, id);
  }

  getItem(id: string): CustomXmlPart {
    const part = this.getItemOrNullObject(id);
    if (!part) throw new OfficeError("ItemNotFound", `There is no custom XML part '${id}'.`);
    return part;
  }

  getItemOrNullObject(id: string): CustomXmlPart | null {
    return this.items.find((part) => part.id === id) ?? null;
  }

  getByNamespace(namespace: string): CustomXmlPartCollection {
    return new CustomXmlPartCollection(this.book, namespace);
  }

  getOnlyItem(): CustomXmlPart {
    const only = this.getOnlyItemOrNullObject();
    if (!only) throw new OfficeError("ItemNotFound", "There is not exactly one custom XML part.");
    return only;
  }

  getOnlyItemOrNullObject(): CustomXmlPart | null {
    const { items } = this;
    return items.length === 1 ? items[0]! : null;
  }

  getCount(): number {
    return this.items.length;
  }
}

export class CustomXmlPart {
  constructor(
    private readonly book: Book,
    readonly id: string,
  ) {}

  get namespaceUri(): string {
    return namespaceOf(this.getXml());
  }

  getXml(): string {
    const xml = this.book.extras.xmlParts[this.id];
    if (xml === undefined) throw new OfficeError("ItemNotFound", "The custom XML part was deleted.");
    return xml;
  }

  setXml(xml: string): void {
    namespaceOf(xml);
    this.getXml();
    this.book.extras.xmlParts[this.id] = xml;
    this.book.extrasChanged();
  }

  delete(): void {
    delete this.book.extras.xmlParts[this.id];
    this.book.extrasChanged();
  }
}

function namespaceOf(xml: string): string {
  const parsed = new DOMParser().parseFromString(xml, "application/xml");
  if (parsed.querySelector("parsererror"))
    throw new OfficeError("InvalidArgument", "The custom XML part is not well-formed XML.");
  return parsed.documentElement.namespaceURI ?? "";
}
