import { migrate, provisionAppLogin } from '#src/lib/db/migrate.ts'
import { installQueues } from '#src/lib/jobs/queue.ts'
import { queues } from '../../worker/jobs.ts'
import { seedSampleCompany } from '../seed.ts'

export interface FilledDatabase {
  /** The application role's connection string. */
  appUrl: string
  /** Only when the sample company was loaded by this call. */
  firstAdmin: { email: string; password: string } | null
}

/** All that a database needs before the first process may use it; repeatable. Returns the application's URL. */
export async function migrateDatabase(ownerUrl: string, appPassword: string): Promise<string> {
  const applied = await migrate(ownerUrl)
  if (applied.length > 0) console.log(`Database: ${applied.length} migrations applied.`)
  await installQueues(ownerUrl, queues)
  return provisionAppLogin(ownerUrl, appPassword)
}

/** The same, and the sample company where there is no company yet. */
export async function fillDatabase(ownerUrl: string, appPassword: string): Promise<FilledDatabase> {
  const appUrl = await migrateDatabase(ownerUrl, appPassword)
  return { appUrl, firstAdmin: await seedSampleCompany(ownerUrl) }
}
