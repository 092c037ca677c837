import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type RunningPostgres, startPostgres } from '../../src/lib/db/embedded/postgres.ts'
import { bundle, databaseBundle } from '../build-worker.ts'
import { createDatabase } from './database.ts'
import type { Settings } from './settings.ts'
import { buildWeb } from './web-build.ts'

export interface Prepared {
  postgres?: RunningPostgres
  ownerUrl?: string
  /** The application role's connection string. */
  appUrl?: string
  firstAdmin?: { email: string; password: string } | null
}

/**
 * Everything before the first process: database and builds side by side, as the build takes longest.
 * Fills `prepared` step by step, so that a failure later leaves what there is to stop and to tell.
 */
export async function prepare(settings: Settings, prepared: Prepared, stop: AbortSignal): Promise<void> {
  const failed = new AbortController()
  const steps = [prepareDatabase(settings, prepared)]
  if (!settings.isDev) {
    steps.push(build(settings, AbortSignal.any([stop, failed.signal])))
  }
  for (const step of steps) step.catch(() => failed.abort())
  const results = await Promise.allSettled(steps)
  stop.throwIfAborted()
  const failures = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason)
  if (failures.length > 0) throw failures.find((reason) => reason.name !== 'AbortError') ?? failures[0]
}

/** The embedded PostgreSQL of these settings; a `port` in hand is kept. */
export function startEmbedded(settings: Settings, port = settings.postgresPort): Promise<RunningPostgres> {
  return startPostgres({
    dir: settings.postgresDir,
    superuserPassword: settings.secrets.superuserPassword,
    port,
  })
}

async function prepareDatabase(settings: Settings, prepared: Prepared): Promise<void> {
  const { secrets, databaseUrl } = settings
  if (databaseUrl === undefined) {
    prepared.postgres = await startEmbedded(settings)
    prepared.ownerUrl = await createDatabase(prepared.postgres.url, secrets.ownerPassword)
  } else {
    prepared.ownerUrl = databaseUrl
  }
  const { fillDatabase } = await databaseSteps(settings)
  Object.assign(prepared, await fillDatabase(prepared.ownerUrl, secrets.appPassword))
}

/** Bundled they load in 0.3 s, as sources in 1.5 s; the worker's bundle is made along with them. */
async function databaseSteps({ isDev }: Settings): Promise<typeof import('./database-steps.ts')> {
  if (isDev) return import('./database-steps.ts')
  await bundle()
  return import(pathToFileURL(databaseBundle).href)
}

async function build(settings: Settings, signal: AbortSignal): Promise<void> {
  mkdirSync(settings.logDir, { recursive: true, mode: 0o700 })
  const begun = Date.now()
  // A build that is current takes no time and needs no word.
  const word = setTimeout(() => console.log('Building the web app, once after each change ...'), 500)
  try {
    const isNew = await buildWeb({ log: join(settings.logDir, 'build.log'), signal })
    if (isNew) console.log(`The web app is built in ${Math.round((Date.now() - begun) / 1000)} s.`)
  } finally {
    clearTimeout(word)
  }
}
