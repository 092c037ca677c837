import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../errors.ts'

/** A request's body on the disk of this machine, until the request ends. */
export class SpooledFile {
  readonly bytes: number
  readonly sha256: string
  /** Not enumerable: a repeat of the request has the same content elsewhere. */
  readonly #path: string

  constructor(path: string, bytes: number, sha256: string) {
    this.#path = path
    this.bytes = bytes
    this.sha256 = sha256
  }

  /** Takes the body as it comes, so that memory does not grow with it. Throws `payload_too_large`. */
  static async from(request: Request, maxBytes: number): Promise<SpooledFile> {
    const path = join(await mkdtemp(join(tmpdir(), 'waybill-upload-')), 'file')
    const hash = createHash('sha256')
    let bytes = 0
    const counted = new Transform({
      transform(chunk: Buffer, _, done) {
        bytes += chunk.length
        hash.update(chunk)
        if (bytes <= maxBytes) done(null, chunk)
        else done(tooLarge(maxBytes))
      },
    })
    try {
      const body = request.body ? Readable.fromWeb(request.body as never) : Readable.from([])
      await pipeline(body, counted, createWriteStream(path))
    } catch (error) {
      await remove(path)
      throw error
    }
    return new SpooledFile(path, bytes, hash.digest('hex'))
  }

  get path(): string {
    return this.#path
  }

  async remove(): Promise<void> {
    await remove(this.#path)
  }
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('payload_too_large', `The file is larger than ${maxBytes / 1024 / 1024} MB. Split it.`)
}

function remove(path: string): Promise<void> {
  return rm(join(path, '..'), { recursive: true, force: true })
}
