import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll } from 'vitest'
import { type RunningPostgres, startPostgres, stopPostgres } from '#src/lib/db/embedded/postgres.ts'
import { migrate, provisionAppLogin } from '#src/lib/db/migrate.ts'
import { createDatabase } from '../../scripts/launcher/database.ts'

export interface Standby {
  ownerUrl: string
  /** The application's login on the primary and on the standby. */
  appUrl: string
  replicaUrl: string
  /** A statement by the superuser of the primary or of the standby. */
  onPrimary: (text: string) => Promise<pg.QueryResult>
  onStandby: (text: string) => Promise<pg.QueryResult>
}

const password = 'test'
const settings = { fsync: 'off' }

/** A migrated cluster with a hot standby that follows it, which gives no snapshot time when it has to catch up. */
export async function startStandby(): Promise<Standby> {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-standby-'))
  // PostgreSQL, which is never root, has to pass.
  chmodSync(folder, 0o711)
  const [first, second] = [join(folder, 'primary'), join(folder, 'standby')]
  const clients: pg.Client[] = []
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.end()))
    for (const dir of [second, first]) await stopPostgres(dir)
    rmSync(folder, { recursive: true, force: true })
  })
  const beginning = await startPostgres({ dir: first, superuserPassword: password, settings })
  const ownerUrl = await createDatabase(beginning.url, password)
  await migrate(ownerUrl)
  const appUrl = await provisionAppLogin(ownerUrl, password)
  // A cluster that does not run can be copied as it lies there.
  await stopPostgres(first)
  execFileSync('cp', ['-a', first, second])
  rmSync(join(second, 'cluster.json'))
  writeFileSync(join(second, 'data', 'standby.signal'), '')
  const primary = await startPostgres({ dir: first, superuserPassword: password, settings })
  const standby = await startPostgres({
    ...{ dir: second, superuserPassword: password },
    settings: {
      ...settings,
      ...{ max_standby_streaming_delay: '0', max_standby_archive_delay: '0' },
      primary_conninfo: `host=127.0.0.1 port=${primary.port} user=postgres password=${password}`,
    },
  })
  const speaker = async ({ url }: RunningPostgres) => {
    const client = new pg.Client({ connectionString: new URL('/waybill', url).href })
    await client.connect()
    clients.push(client)
    return (text: string) => client.query(text)
  }
  const replicaUrl = new URL(appUrl)
  replicaUrl.port = String(standby.port)
  return {
    ...{ ownerUrl, appUrl, replicaUrl: replicaUrl.href },
    onPrimary: await speaker(primary),
    onStandby: await speaker(standby),
  }
}
