import { readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { env } from '#src/lib/env.ts'
import type { Claim } from './repository.ts'

/** Where an attempt keeps its spool and the file in the making; private to it. */
export function workFolderOf({ id, attempt }: Claim): string {
  return join(workRoot(), `${id}-${attempt}`)
}

/** The rows that the attempt read, as COPY text. */
export function spoolOf(claim: Claim): string {
  return join(workFolderOf(claim), 'rows.copy')
}

export async function removeWorkFolder(claim: Claim): Promise<void> {
  await rm(workFolderOf(claim), { recursive: true, force: true })
}

/** The attempts that have a work folder on this machine, running or not. */
export async function findWorkFolders(): Promise<Claim[]> {
  const names = await readdir(workRoot()).catch((error) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return names.flatMap((name) => {
    const [, id, attempt] = /^([0-9a-f-]{36})-(\d+)$/.exec(name) ?? []
    return id ? [{ id, attempt: Number(attempt) }] : []
  })
}

/** A folder of this machine; on the disk of a local storage, so that a finished file is moved and not copied. */
function workRoot(): string {
  return resolve(env().WORK_DIR ?? join(env().STORAGE_DIR, 'work'))
}
