import { resolve } from 'node:path'
import { env } from '../env.ts'
import { LocalStorage } from './local.ts'
import type { Storage } from './port.ts'

let opened: Storage | undefined

/** The storage that the environment names. */
export function getStorage(): Storage {
  opened ??= new LocalStorage(resolve(env().STORAGE_DIR))
  return opened
}
