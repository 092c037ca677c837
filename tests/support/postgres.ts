import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '#src/lib/db/migrate.ts'
import { installQueues } from '#src/lib/jobs/queue.ts'
import { bundle } from '../../scripts/build-worker.ts'
import { createDatabase } from '../../scripts/launcher/database.ts'
import { startPostgres, stopPostgres } from '../../src/lib/db/embedded/postgres.ts'
import { queues } from '../../worker/jobs.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the owner to the migrated template. */
    templateUrl: string
  }
}

/**
 * One cluster for the whole run, in memory where the system has such a folder, one migrated template, and the
 * worker as it runs in production: its bundle starts in a tenth of the time its sources need.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  // Another project of this run has started it, and stops it after all tests.
  const started = process.env.TEST_TEMPLATE_URL
  if (started) {
    project.provide('templateUrl', started)
    return undefined
  }
  const dir = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'waybill-test-'))
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const server = await startPostgres({ dir, superuserPassword: 'test', settings })
  const ownerUrl = await createDatabase(server.url, 'test')
  await migrate(ownerUrl)
  await installQueues(ownerUrl, queues)
  await bundle()
  project.provide('templateUrl', ownerUrl)
  process.env.TEST_TEMPLATE_URL = ownerUrl
  return async () => {
    await stopPostgres(dir)
    rmSync(dir, { recursive: true, force: true })
  }
}
