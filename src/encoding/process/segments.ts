import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'

export const segmentBytes = 8 * 1024 * 1024
/** So many segments may lie on the disk and wait for whoever takes them. */
export const segmentsAhead = 3

export function segmentPath(path: string, index: number): string {
  return `${path}.${index}`
}

/** A file that is taken while it is made: what was taken is removed, so that no whole copy ever lies on the disk. */
export class Segments {
  readonly #path: string
  #ready = 0
  #end: { error?: unknown } | undefined
  #change = Promise.withResolvers<void>()
  /** Whoever makes the file hears that a segment was taken. */
  onTaken: () => void = () => {}

  constructor(path: string) {
    this.#path = path
  }

  /** One more segment is complete. */
  add(): void {
    this.#ready += 1
    this.#wake()
  }

  /** No more will come; with an error whoever takes them fails, too. */
  end(failure: { error?: unknown } = {}): void {
    this.#end ??= failure
    this.#wake()
  }

  async *bytes(): AsyncGenerator<Buffer> {
    for (let index = 0; ; index += 1) {
      while (index >= this.#ready && !this.#end) await this.#change.promise
      if (this.#end && 'error' in this.#end) throw this.#end.error
      if (index >= this.#ready) return
      const path = segmentPath(this.#path, index)
      yield* createReadStream(path, { highWaterMark: 256 * 1024 })
      await rm(path)
      this.onTaken()
    }
  }

  #wake(): void {
    this.#change.resolve()
    this.#change = Promise.withResolvers()
  }
}
