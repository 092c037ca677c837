import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { provisionAppLogin } from '#src/lib/db/migrate.ts'

// Each test file gets its own copy of the template, and an environment that points at it. This runs
// before the file's imports, so that the product reads the environment as it does in production.
const name = `test_${randomBytes(6).toString('hex')}`
const ownerUrl = new URL(inject('templateUrl'))
const storage = mkdtempSync(join(tmpdir(), 'waybill-storage-'))

await asOwner('postgres', (client) =>
  client.query(`create database ${name} template waybill strategy file_copy`),
)
ownerUrl.pathname = `/${name}`

process.env.OWNER_URL = ownerUrl.toString()
process.env.DATABASE_URL = await provisionAppLogin(ownerUrl.toString(), 'test')
process.env.AUTH_SECRET = 'a secret of the tests, thirty-two characters or more'
process.env.APP_URL = 'http://localhost:3999'
process.env.STORAGE_DIR = storage
process.env.MAIL_DIR = join(storage, 'mail')
process.env.MONITOR_TOKEN = 'a token of the monitors in tests'
process.env.LOG_LEVEL ??= 'silent'
process.env.RETRY_SECONDS ??= '0.25'
process.env.QUEUE_POLL_SECONDS ??= '0.5'
// The same tests with finished files in a bucket behind a proxy.
if (process.env.TEST_STORAGE === 's3') await (await import('./stored.ts')).storeInBucket()

afterAll(async () => {
  const { closeDatabase } = await import('#src/lib/db/index.ts')
  const { getListener } = await import('#src/lib/db/listener.ts')
  await getListener().close()
  await closeDatabase()
  await asOwner('postgres', async (client) => {
    await client.query(`drop database ${name} with (force)`)
    await client.query(`drop role ${name}_app_login`)
  })
  rmSync(storage, { recursive: true, force: true })
})

async function asOwner(database: string, run: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const url = new URL(ownerUrl)
  url.pathname = `/${database}`
  const client = new pg.Client({ connectionString: url.toString() })
  await client.connect()
  try {
    await run(client)
  } finally {
    await client.end()
  }
}
