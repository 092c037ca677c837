import type { Readable } from 'node:stream'

export interface ByteRange {
  start: number
  /** Inclusive. */
  end: number
}

export interface LinkOptions {
  /** Content-Disposition of the answer. */
  disposition: string
  mediaType: string
  /** How long the address is good. */
  seconds: number
}

/** Where finished files live. Keys are made from ids by the caller, never from user text. */
export interface Storage {
  /** Moves a finished local file to `key`; nobody ever sees half of it. */
  put: (key: string, localPath: string) => Promise<void>
  /**
   * Stores what comes out of the stream, which nobody sees before its end; absent where a file is better moved. Ends
   * early, and stores nothing, when the stream fails or the signal says so.
   */
  putStream?: (key: string, bytes: Readable, signal: AbortSignal) => Promise<void>
  /** Throws an error with code ENOENT when there is no such file. */
  read: (key: string, range?: ByteRange) => Promise<Readable>
  size: (key: string) => Promise<number>
  /** Removes these keys, each of which may be gone already. Storage is never listed: rows know what there is. */
  remove: (keys: string[]) => Promise<void>
  /** Throws when a file could not be stored now. Stores nothing. */
  check: () => Promise<void>
  /** An address where the store itself hands the file out; absent where only this process can. */
  link?: (key: string, options: LinkOptions) => Promise<string>
}
