import { link, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { env } from '#src/lib/env.ts'
import { log } from '#src/lib/log.ts'
import type { Claim } from './repository.ts'
import { spoolOf } from './work-folder.ts'

/** Rows of one finished attempt, kept on this machine for other formats. */
export interface KeptSpool extends Claim {
  bytes: number
  keptSince: number
}

/**
 * Keeps an attempt's rows beyond it, if there may be room for them: as a second name of the same file, so that
 * nothing is copied. Returns until when, at most; undefined when they are not kept.
 */
export async function keepSpool(claim: Claim): Promise<Date | undefined> {
  const limit = env().SPOOL_KEEP_MB * 1024 * 1024
  try {
    if ((await stat(spoolOf(claim))).size > limit) return undefined
    await mkdir(spoolRoot(), { recursive: true, mode: 0o700 })
    await link(spoolOf(claim), pathOf(claim))
    return new Date(Date.now() + env().SPOOL_KEEP_HOURS * 3600 * 1000)
  } catch (error) {
    // Other formats can still be made by a new export; this one must not fail over it.
    log.warn({ err: error, exportId: claim.id }, 'the rows of an export were not kept')
    return undefined
  }
}

/** Gives a run the kept rows of another attempt; false when they are not on this machine any more. */
export async function takeSpool(kept: Claim, claim: Claim): Promise<boolean> {
  try {
    await link(pathOf(kept), spoolOf(claim))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

export async function dropSpool(claim: Claim): Promise<void> {
  await rm(pathOf(claim), { force: true })
}

/** What is kept on this machine, oldest first. */
export async function findSpools(): Promise<KeptSpool[]> {
  const names = await readdir(spoolRoot()).catch((error) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const found = await Promise.all(
    names.map(async (name) => {
      const [, id, attempt] = /^([0-9a-f-]{36})-(\d+)\.copy$/.exec(name) ?? []
      const file = id && (await stat(join(spoolRoot(), name)).catch(() => undefined))
      // The time of its last change of name: when it was kept.
      return file ? [{ id: id!, attempt: Number(attempt), bytes: file.size, keptSince: file.ctimeMs }] : []
    }),
  )
  return found.flat().sort((left, right) => left.keptSince - right.keptSince)
}

/** Those beyond the limits of age and of all of them together, oldest first. */
export function surplus(spools: readonly KeptSpool[], now: number): KeptSpool[] {
  const oldest = now - env().SPOOL_KEEP_HOURS * 3600 * 1000
  let room = env().SPOOL_KEEP_MB * 1024 * 1024
  const kept = new Set<KeptSpool>()
  for (const spool of spools.toReversed()) {
    room -= spool.bytes
    if (room < 0) break
    if (spool.keptSince > oldest) kept.add(spool)
  }
  return spools.filter((spool) => !kept.has(spool))
}

/** Where the kept rows of an attempt lie on the machine that keeps them. */
export function pathOf({ id, attempt }: Claim): string {
  return join(spoolRoot(), `${id}-${attempt}.copy`)
}

/** Beside the work folders, on the same disk. */
function spoolRoot(): string {
  const { WORK_DIR, STORAGE_DIR } = env()
  return resolve(WORK_DIR ? join(WORK_DIR, 'spools') : join(STORAGE_DIR, 'spools'))
}
