import { constants, createReadStream } from 'node:fs'
import { access, copyFile, mkdir, open, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import type { Readable } from 'node:stream'
import type { ByteRange, Storage } from './port.ts'

/** Files in a folder of this machine, or one that web and worker both mount. */
export class LocalStorage implements Storage {
  readonly #files: string

  constructor(root: string) {
    this.#files = join(root, 'files')
  }

  async put(key: string, localPath: string): Promise<void> {
    const target = this.#path(key)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    await moveFile(localPath, target)
    await syncFolder(dirname(target))
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    const handle = await open(this.#path(key))
    return createReadStream('', { fd: handle, highWaterMark: 256 * 1024, ...range })
  }

  async size(key: string): Promise<number> {
    return (await stat(this.#path(key))).size
  }

  async remove(keys: string[]): Promise<void> {
    for (const key of keys) {
      const path = this.#path(key)
      await rm(path, { force: true })
      await this.#removeEmptyFolders(dirname(path))
    }
  }

  async check(): Promise<void> {
    await mkdir(this.#files, { recursive: true, mode: 0o700 })
    await access(this.#files, constants.W_OK)
  }

  async #removeEmptyFolders(folder: string): Promise<void> {
    for (let path = folder; path.startsWith(`${this.#files}${sep}`); path = dirname(path)) {
      try {
        await rmdir(path)
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        if (code === 'ENOENT') continue
        if (code === 'ENOTEMPTY' || code === 'EEXIST') return
        throw error
      }
    }
  }

  /** Keys come from ids; a key that leaves the folder is a bug of ours, never a file. */
  #path(key: string): string {
    const path = join(this.#files, key)
    if (path.startsWith(`${this.#files}${sep}`)) return path
    throw new Error(`storage key leaves its folder: ${key}`)
  }
}

/** A rename where both are on one disk, else a copy that gets its name when it is whole. */
async function moveFile(source: string, target: string): Promise<void> {
  try {
    await rename(source, target)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    const part = `${target}.part`
    await copyFile(source, part)
    await rename(part, target)
    await rm(source)
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
