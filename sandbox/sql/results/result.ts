import { STRING, type SqlType } from "../types/sql-type";
import type { Value } from "../types/value";

export interface ResultColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly comment?: string;
}

/** Rows, column by column. */
export type Chunk = readonly (readonly Value[])[];

/** What a statement answers: columns, and rows that are read when they are asked for. */
export interface Result {
  readonly columns: readonly ResultColumn[];
  /** Rows inserted, updated or deleted, for statements that do that. */
  readonly modifiedRows?: number;
  /** The next rows; undefined at the end. */
  next(): Promise<Chunk | undefined>;
  /** Lets go of what the rows come from; may be called more than once. */
  close(): void;
}

/** A result that is there already. */
export function rows(
  columns: readonly ResultColumn[],
  values: readonly (readonly Value[])[],
  modifiedRows?: number,
): Result {
  let pending = values.length > 0;
  return {
    columns,
    modifiedRows,
    next() {
      if (!pending) return Promise.resolve(undefined);
      pending = false;
      return Promise.resolve(columns.map((_, index) => values.map((row) => row[index] ?? null)));
    },
    close() {
      pending = false;
    },
  };
}

/** The result of a statement that answers nothing. Clients need a column: without any the official driver never ends. */
export const nothing = (): Result => rows([{ name: "Result", type: STRING }], []);

/** Columns of type STRING. */
export const strings = (...names: string[]): ResultColumn[] => names.map((name) => ({ name, type: STRING }));

/** Number of rows in a chunk. */
export const lengthOf = (chunk: Chunk): number => chunk[0]?.length ?? 0;

/** Chunks in one, and what is left over of the last one when there are more than `most` rows. */
export function joinChunks(chunks: readonly Chunk[], columns: number, most: number): { joined: Chunk; rest?: Chunk } {
  const all = Array.from({ length: columns }, (_, index) => chunks.flatMap((chunk) => chunk[index] ?? []));
  if ((all[0]?.length ?? 0) <= most) return { joined: all };
  return { joined: all.map((column) => column.slice(0, most)), rest: all.map((column) => column.slice(most)) };
}
