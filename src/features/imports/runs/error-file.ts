import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import type { Cell, TableRow } from '#src/encoding/reading/table-line.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import type { FileColumn } from '../reading/mapping.ts'
import type { ImportDialect, ImportErrorResource } from '../schema.ts'

/** The rows of a file as CSV with a column that says what is wrong with each of them. */
export class ErrorFile {
  readonly #folder: string
  readonly #file: FileHandle
  #delimiter = ','
  #width = 0

  private constructor(folder: string, file: FileHandle) {
    this.#folder = folder
    this.#file = file
  }

  static async create(): Promise<ErrorFile> {
    const folder = await mkdtemp(join(tmpdir(), 'waybill-import-'))
    return new ErrorFile(folder, await open(join(folder, 'errors.csv'), 'w'))
  }

  async begin(columns: FileColumn[], { delimiter = ',' }: ImportDialect): Promise<void> {
    this.#delimiter = delimiter
    this.#width = Math.max(0, ...columns.map(({ index }) => index + 1))
    const headings = Array.from({ length: this.#width }, (_, index) => {
      return columns.find((column) => column.index === index)?.column ?? ''
    })
    // Without a byte order mark Excel would not read it as UTF-8.
    await this.#file.write('\ufeff')
    await this.#write([[...headings, 'Errors']])
  }

  async add(rows: TableRow[], errors: ImportErrorResource[]): Promise<void> {
    const byRow = Map.groupBy(errors, ({ row }) => row)
    await this.#write(
      rows.map(({ line, cells }) => {
        const texts = Array.from({ length: Math.max(this.#width, cells.length) }, (_, index) =>
          textOf(cells[index]),
        )
        const told = (byRow.get(line) ?? []).map(({ column, expected }) => `${column}: expected ${expected}`)
        return [...texts, told.join('; ').replace(/^: /, '')]
      }),
    )
  }

  /** Moves it to the storage. */
  async keep(key: string): Promise<void> {
    await this.#file.close()
    await getStorage().put(key, join(this.#folder, 'errors.csv'))
  }

  async remove(): Promise<void> {
    await this.#file.close().catch(() => {})
    await rm(this.#folder, { recursive: true, force: true })
  }

  async #write(rows: string[][]): Promise<void> {
    if (rows.length > 0) await this.#file.write(`${Papa.unparse(rows, { delimiter: this.#delimiter })}\r\n`)
  }
}

function textOf(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : ''
}
