import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { getStorage } from '#src/lib/storage/storage.ts'
import type { Claim } from './repository.ts'

/** Where an attempt keeps its spool and the file in the making; private to it. */
export function workFolderOf({ id, attempt }: Claim): string {
  return join(getStorage().workFolder, `${id}-${attempt}`)
}

export async function removeWorkFolder(claim: Claim): Promise<void> {
  await rm(workFolderOf(claim), { recursive: true, force: true })
}

/** The attempts that have a work folder on this machine, running or not. */
export async function findWorkFolders(): Promise<Claim[]> {
  const names = await readdir(getStorage().workFolder)
  return names.flatMap((name) => {
    const [, id, attempt] = /^([0-9a-f-]{36})-(\d+)$/.exec(name) ?? []
    return id ? [{ id, attempt: Number(attempt) }] : []
  })
}
