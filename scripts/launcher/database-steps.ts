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

/** All that a database needs before the first process may use it; repeatable. */
export async function fillDatabase(ownerUrl: string, appPassword: string): Promise<FilledDatabase> {
  const applied = await migrate(ownerUrl)
  if (applied.length > 0) console.log(`Database: ${applied.length} migrations applied.`)
  await installQueues(ownerUrl, queues)
  const appUrl = await provisionAppLogin(ownerUrl, appPassword)
  return { appUrl, firstAdmin: await seedSampleCompany(ownerUrl) }
}
