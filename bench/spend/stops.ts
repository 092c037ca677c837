import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { addTenant } from '../../scripts/sample/fixtures.ts'
import { percentile, say } from '../table.ts'
import { startCaller } from './callers.ts'

/**
 * Stops a company while 100 callers ask for money, again and again: how long it takes until the answer, and how many
 * trades were committed after it.
 */
export async function measureStops(ownerUrl: string, appUrl: string, runs: number) {
  process.env.DATABASE_URL = appUrl
  process.env.AUTH_SECRET = 'a secret of the bench, thirty-two characters'
  const { stopSpending } = await import('#src/features/spend/commands/stop.ts')
  const { findPrincipalByUser } = await import('#src/lib/access/principals.ts')
  const { closeDatabase } = await import('#src/lib/db/index.ts')
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const tenant = await addTenant(client, { rows: 1, hash: async () => 'x' })
  await client.query(
    `insert into budget_limits (tenant_id, scope, currency, time_zone) values ($1, 'tenant', 'EUR', 'UTC')`,
    [tenant.id],
  )
  const userId = tenant.users.find(({ role }) => role === 'admin')!.id
  const principal = (await findPrincipalByUser(userId))!
  const caller = startCaller(appUrl, {
    userId,
    callers: 100,
    from: 0,
    to: Number.MAX_SAFE_INTEGER,
    step: 1,
  })
  const trades = async () =>
    (await client.query('select count(*)::int as n from trades where tenant_id = $1', [tenant.id])).rows[0]
      .n as number
  const milliseconds: number[] = []
  let late = 0
  try {
    say(`${runs} stops beside 100 callers`)
    for (let run = 0; run < runs; run += 1) {
      const before = await trades()
      while ((await trades()) === before) await sleep(5)
      const begun = performance.now()
      await stopSpending.execute({ principal, requestId: 'bench' }, { reason: 'bench' })
      milliseconds.push(performance.now() - begun)
      const atAnswer = await trades()
      await sleep(50)
      late += (await trades()) - atAnswer
      await client.query(`update trading_state set state = 'ACTIVE' where tenant_id = $1`, [tenant.id])
    }
  } finally {
    caller.child.kill('SIGKILL')
    await caller.ended
    await closeDatabase()
    await client.end()
  }
  return {
    stops: runs,
    p50_ms: Math.round(percentile(milliseconds, 0.5)),
    p99_ms: Math.round(percentile(milliseconds, 0.99)),
    trades_after_the_answer: late,
  }
}
