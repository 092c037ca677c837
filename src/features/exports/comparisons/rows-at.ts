import { type FileHandle, open } from 'node:fs/promises'
import { type RowBatch, rowBatches } from '#src/encoding/rows/row-batch.ts'

const windowBytes = 256 * 1024
const lineFeed = 10

/** Single rows of COPY text by the place where they begin; near ones are read together. */
export class RowsAt {
  readonly #path: string
  readonly #width: number
  #file: FileHandle | undefined
  #window: Buffer = Buffer.alloc(0)
  #windowStart = 0

  constructor(path: string, width: number) {
    this.#path = path
    this.#width = width
  }

  /** The row that begins there, as a batch of one. */
  async at(start: number): Promise<RowBatch> {
    for await (const batch of rowBatches(one(await this.#lineAt(start)), this.#width)) return batch
    throw new Error(`no row begins at byte ${start}`)
  }

  async close(): Promise<void> {
    await this.#file?.close()
  }

  async #lineAt(start: number): Promise<Buffer> {
    for (let bytes = windowBytes; ; bytes *= 2) {
      const from = start - this.#windowStart
      const end = from < 0 || from >= this.#window.length ? -1 : this.#window.indexOf(lineFeed, from)
      if (end !== -1) return this.#window.subarray(from, end + 1)
      await this.#read(start, bytes)
    }
  }

  async #read(start: number, bytes: number): Promise<void> {
    this.#file ??= await open(this.#path)
    const window = Buffer.allocUnsafe(bytes)
    const { bytesRead } = await this.#file.read(window, 0, bytes, start)
    if (bytesRead === 0 || (bytesRead < bytes && window.lastIndexOf(lineFeed, bytesRead - 1) === -1))
      throw new Error(`no whole row begins at byte ${start}`)
    this.#window = window.subarray(0, bytesRead)
    this.#windowStart = start
  }
}

async function* one(line: Buffer): AsyncGenerator<Buffer> {
  yield line
}
