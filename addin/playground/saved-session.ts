/**
 * Keeps the open workbook in this browser, so that a reload loses nothing; 重新开始 forgets it. Each person has one of their
 * own: at a desk that several share nobody opens what another one looked at. Holds no token.
 */
import type { IWorkbookData } from "@univerjs/core";
import type { WorkbookExtras } from "./host/book.js";

/** A workbook as it is kept: the grid's snapshot and what the grid has no place for. */
export interface SavedWorkbook {
  /** Grows when the sample changes shape; an older one is not restored. */
  readonly edition: number;
  readonly snapshot: IWorkbookData;
  readonly extras: WorkbookExtras;
}

/** The edition of the sample workbook. */
export const SAMPLE_EDITION = 1;

const DATABASE = "xunshu-playground";
const STORE = "workbooks";

function asPromise<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB failed."));
  });
}

async function withStore<Result>(
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await asPromise(opening);
  try {
    return await asPromise(use(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

const keyOf = (owner: string): string => `of ${owner}`;

/** The workbook kept last, unless it is of an older edition or the browser keeps nothing. */
export async function readSaved(owner: string): Promise<SavedWorkbook | undefined> {
  try {
    const saved = await withStore(
      "readonly",
      (store) => store.get(keyOf(owner)) as IDBRequest<SavedWorkbook | undefined>,
    );
    return saved?.edition === SAMPLE_EDITION ? saved : undefined;
  } catch (reason) {
    // A private window may refuse to store; the playground then starts afresh each time.
    console.warn(reason);
    return undefined;
  }
}

/** Keeps the workbook of whoever is signed in. */
export async function save(owner: string, workbook: SavedWorkbook): Promise<void> {
  await withStore("readwrite", (store) => store.put(workbook, keyOf(owner)));
}

/** Forgets the workbook. */
export async function forget(owner: string): Promise<void> {
  await withStore("readwrite", (store) => store.delete(keyOf(owner)));
}
