import { constants, createReadStream } from 'node:fs'
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import type { Readable } from 'node:stream'
import type { ByteRange, Storage } from './port.ts'

/** Files in a folder of this machine, or one that web and worker both mount. */
export class LocalStorage implements Storage {
  readonly #root: string
  readonly workFolder: string

  constructor(root: string) {
    this.#root = root
    this.workFolder = join(root, 'work')
  }

  async put(key: string, localPath: string): Promise<void> {
    const target = this.#path(key)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    await rename(localPath, target)
    await syncFolder(dirname(target))
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    const handle = await open(this.#path(key))
    return createReadStream('', { fd: handle, highWaterMark: 256 * 1024, ...range })
  }

  async size(key: string): Promise<number> {
    return (await stat(this.#path(key))).size
  }

  async remove(keyOrPrefix: string): Promise<void> {
    await rm(this.#path(keyOrPrefix), { recursive: true, force: true })
  }

  async list(prefix: string): Promise<string[]> {
    try {
      return await readdir(this.#path(prefix))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    }
  }

  async check(): Promise<void> {
    await mkdir(this.workFolder, { recursive: true, mode: 0o700 })
    await access(this.workFolder, constants.W_OK)
  }

  /** Keys come from ids; a key that leaves the folder is a bug of ours, never a file. */
  #path(key: string): string {
    const files = join(this.#root, 'files')
    const path = join(files, key)
    if (`${path}${sep}`.startsWith(`${files}${sep}`)) return path
    throw new Error(`storage key leaves its folder: ${key}`)
  }
}

/** A rename survives a power cut only once its folder is on disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
