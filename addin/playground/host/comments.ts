/** Comments, shown and kept as the grid's notes; they move with their cells. Replies and mentions are not offered. */
import { OfficeError } from "../officejs/errors.js";
import { checked } from "./address.js";
import type { Book } from "./book.js";
import { Range } from "./range.js";

interface NotePlace {
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
  readonly id: string;
  readonly text: string;
}

const AUTHOR = "训枢 加载项";

export class CommentCollection {
  constructor(
    private readonly book: Book,
    private readonly sheetId?: string,
  ) {}

  get items(): Comment[] {
    return notesOf(this.book, this.sheetId).map((note) => new Comment(this.book, note.id));
  }

  add(cell: unknown, content: string): Comment {
    const range = this.#cell(cell);
    if (
      notesOf(this.book, range.sheetId).some((note) => note.row === range.area.row && note.column === range.area.column)
    ) {
      throw new OfficeError("InvalidOperation", "The cell has a comment already.");
    }
    const id = crypto.randomUUID();
    const { row, column } = range.area;
    // Wide enough for one sentence of why and one of what to do; closed until pointed at.
    range.facade().createOrUpdateNote({ id, row, col: column, note: content, width: 220, height: 96, show: false });
    return new Comment(this.book, id);
  }

  getItem(id: string): Comment {
    if (!notesOf(this.book, this.sheetId).some((note) => note.id === id))
      throw new OfficeError("ItemNotFound", "There is no such comment.");
    return new Comment(this.book, id);
  }

  getItemByCell(cell: unknown): Comment {
    const { sheetId, area } = this.#cell(cell);
    const note = notesOf(this.book, sheetId).find(
      (candidate) => candidate.row === area.row && candidate.column === area.column,
    );
    if (!note) throw new OfficeError("ItemNotFound", "The cell has no comment.");
    return new Comment(this.book, note.id);
  }

  getCount(): number {
    return notesOf(this.book, this.sheetId).length;
  }

  #cell(cell: unknown): Range {
    const range = cell instanceof Range ? cell : Range.at(this.book, String(cell), this.sheetId);
    const { row, column } = range.area;
    return new Range(this.book, range.sheetId, checked({ row, column, rows: 1, columns: 1 }));
  }
}

function notesOf(book: Book, sheetId: string | undefined): NotePlace[] {
  const sheets = sheetId === undefined ? book.workbook.getSheets() : [book.sheet(sheetId)];
  return sheets.flatMap((sheet) =>
    sheet
      .getNotes()
      .map(({ id, note, row, col }) => ({ sheetId: sheet.getSheetId(), row, column: col, id, text: note })),
  );
}

export class Comment {
  readonly authorName = AUTHOR;
  readonly contentType = "Plain";
  resolved = false;

  constructor(
    private readonly book: Book,
    readonly id: string,
  ) {}

  #note(): NotePlace {
    const note = notesOf(this.book, undefined).find((candidate) => candidate.id === this.id);
    if (!note) throw new OfficeError("ItemNotFound", "The comment was deleted.");
    return note;
  }

  get content(): string {
    return this.#note().text;
  }

  set content(text: string) {
    const { row, column } = this.#note();
    this.getLocation()
      .facade()
      .createOrUpdateNote({ id: this.id, row, col: column, note: text, width: 220, height: 96, show: false });
  }

  getLocation(): Range {
    const { sheetId, row, column } = this.#note();
    return new Range(this.book, sheetId, { row, column, rows: 1, columns: 1 });
  }

  delete(): void {
    this.getLocation().facade().deleteNote();
  }
}
