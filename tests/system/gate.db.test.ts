import pg from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { closeGate } from '../support/gate.ts'
import { until } from '../support/until.ts'

async function elsewhere(): Promise<pg.Client> {
  const url = new URL(process.env.OWNER_URL!)
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

it('a gate hears of nobody who waits in another database', async () => {
  const gate = await closeGate({ table: 'customers', on: 'insert' })
  const [holder, waiter] = [await elsewhere(), await elsewhere()]
  const { rows } = await holder.query<{ key: string }>(
    `select objid as key from pg_locks where locktype = 'advisory' and granted and objid between 5000001 and 5000100`,
  )
  for (const { key } of rows) await holder.query('select pg_advisory_lock($1::bigint)', [key])
  const waiting = waiter.query('select pg_advisory_lock($1::bigint)', [rows[0]!.key])
  await until('the other database sees its own wait', async () => {
    const { rowCount } = await holder.query(
      `select 1 from pg_locks where locktype = 'advisory' and not granted and objid = $1
        and database = (select oid from pg_database where datname = current_database())`,
      [rows[0]!.key],
    )
    return rowCount === 1
  })
  expect(await gate.isReached()).toBe(false)
  await holder.query('select pg_advisory_unlock_all()')
  await waiting
})
