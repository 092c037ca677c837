import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate, provisionAppLogin } from '#src/lib/db/migrate.ts'
import { installQueues } from '#src/lib/jobs/queue.ts'
import { createDatabase } from '../scripts/launcher/database.ts'
import { startPostgres, stopPostgres } from '../scripts/launcher/postgres.ts'
import { addTenant } from '../scripts/sample/fixtures.ts'
import { queues } from '../worker/jobs.ts'
import type { SpendProgram } from './programs/spend-caller.ts'
import { type Answer, startCaller } from './spend-callers.ts'
import { measureStops } from './spend-stops.ts'
import { percentile, print, readFlags, say } from './table.ts'

const processes = 3
const callers = 34
const killAfterMs = 1_500
const stops = 30

/**
 * Decisions by 102 callers in three processes that are killed again and again, with keys that are sent twice, until the
 * budgets are used up: how many a second, how long each takes, and whether a cent is missing; then stops beside them.
 * `--rows` says how many keys there are.
 */
export async function spendBench(flags: string[]): Promise<void> {
  const settings = readFlags(flags, { runs: 1, rows: [10_000] })
  const dir = mkdtempSync(join(tmpdir(), 'waybill-bench-'))
  const server = await startPostgres({ dir, superuserPassword: 'bench' })
  try {
    const ownerUrl = await createDatabase(server.url, 'bench')
    await migrate(ownerUrl)
    await installQueues(ownerUrl, queues)
    const appUrl = await provisionAppLogin(ownerUrl, 'bench')
    const table = []
    for (const keys of settings.rows) table.push(await measure(ownerUrl, appUrl, keys))
    print(table, settings)
    print([await measureStops(ownerUrl, appUrl, stops)], settings)
  } finally {
    await stopPostgres(dir)
    rmSync(dir, { recursive: true, force: true })
  }
}

async function measure(ownerUrl: string, appUrl: string, keys: number) {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const tenant = await addTenant(client, { rows: 1, hash: async () => 'x' })
    // About nine tenths of what is asked for fits.
    const cap = Math.floor(keys * 49 * 0.9)
    await client.query(
      `insert into budget_limits (tenant_id, scope, subject, currency, time_zone, total_cap, monthly_cap)
       values ($1, 'tenant', null, 'EUR', 'Europe/Berlin', $2, null), ($1, 'category', 'Paper', 'EUR', 'UTC', null, $2)`,
      [tenant.id, cap],
    )
    say(`${keys} keys, ${processes * callers} callers in ${processes} processes`)
    const userId = tenant.users.find(({ role }) => role === 'admin')!.id
    const begun = performance.now()
    const done = await Promise.all(
      Array.from({ length: processes }, (_, from) =>
        untilDone(appUrl, { userId, callers, from, to: keys, step: processes }),
      ),
    )
    const seconds = (performance.now() - begun) / 1000
    const answers = done.flatMap(({ answers }) => answers)
    const milliseconds = answers.map(({ ms }) => ms)
    const refused = answers.filter(({ outcome }) => outcome === 'refused').map(({ amount }) => amount)
    const money = await readMoney(client, tenant.id)
    return {
      ...{ keys, kills: done.reduce((sum, { kills }) => sum + kills, 0), answers: answers.length },
      decisions: money.decisions,
      per_second: Math.round(answers.length / seconds),
      p50_ms: Math.round(percentile(milliseconds, 0.5)),
      p99_ms: Math.round(percentile(milliseconds, 0.99)),
      cents_over: Math.max(money.committed - cap, 0),
      room_left: cap - money.committed,
      least_refused: refused.length > 0 ? Math.min(...refused) : null,
      differences: money.differences,
      broken_entries: money.broken,
    }
  } finally {
    await client.end()
  }
}

/** Runs the program, kills it a few times, and lets it end at last. */
async function untilDone(
  appUrl: string,
  program: SpendProgram,
): Promise<{ answers: Answer[]; kills: number }> {
  const all: Answer[] = []
  const mostKills = Math.ceil(program.to / 7_000)
  for (let kills = 0; ; kills += 1) {
    const { child, answers, ended } = startCaller(appUrl, program)
    const timer = kills < mostKills ? setTimeout(() => child.kill('SIGKILL'), killAfterMs) : undefined
    const code = await ended
    clearTimeout(timer)
    all.push(...answers)
    if (code === 0) return { answers: all, kills }
    if (code !== null) throw new Error(`a caller ended with ${code}`)
  }
}

async function readMoney(client: pg.Client, tenantId: string) {
  const { rows } = await client.query(
    `select
       (select count(*)::int from trade_decisions where tenant_id = $1) as decisions,
       (select (reserved + settled)::float8 from budget_counters c join budget_limits l on l.id = c.limit_id
        where c.tenant_id = $1 and l.scope = 'tenant' and c.period = 'total') as committed,
       (select count(*)::int from budget_counters c where c.tenant_id = $1 and c.reserved + c.settled <> coalesce((
          select sum(reserved_delta + settled_delta) from spending_ledger l
          where l.tenant_id = $1 and c.id = any(l.charged)), 0))
       + (select count(*)::int from trades t where t.tenant_id = $1 and t.reserved + t.settled <> (
          select sum(reserved_delta + settled_delta) from spending_ledger l
          where l.tenant_id = $1 and l.trade_id = t.id)) as differences`,
    [tenantId],
  )
  await client.query('begin; set local role waybill_app')
  await client.query(`select set_config('app.tenant_id', $1, true)`, [tenantId])
  const { rows: broken } = await client.query(`select count(spend_broken_entry('EUR'))::int as entries`)
  await client.query('rollback')
  return { ...rows[0], broken: broken[0].entries } as {
    decisions: number
    committed: number
    differences: number
    broken: number
  }
}
