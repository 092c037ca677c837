import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres, stopPostgres } from '../src/lib/db/embedded/postgres.ts'
import { compareWithBuilt } from './advisor/compare.ts'
import { loadWorkload } from './advisor/workload.ts'
import { print, say } from './table.ts'

/** Advises on a workload, builds what was advised, and compares what was said with what then is. */
export async function advisorBench(flags: string[]): Promise<void> {
  const { values: settings } = parseArgs({
    args: flags,
    options: { data: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  if (!settings.data) throw new Error('--data: a folder with gen.sql and queries.sql')
  const dir = mkdtempSync(join(tmpdir(), 'waybill-advisor-'))
  try {
    const { url } = await startPostgres({
      dir,
      superuserPassword: 'bench',
      settings: { fsync: 'off', autovacuum: 'off' },
    })
    say('loading the data')
    const workload = await loadWorkload(url, settings.data)
    for (const table of await compareWithBuilt(url, workload)) print(table, settings)
  } finally {
    await stopPostgres(dir)
    rmSync(dir, { recursive: true, force: true })
  }
}
