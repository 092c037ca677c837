import Papa from 'papaparse'
import type pg from 'pg'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { getManifest } from '#src/features/exports/proofs/service.ts'
import type { Context } from '#src/lib/context.ts'
import { ask, untilEnded } from '../support/exports.ts'
import { closeMiddle } from '../support/gate.ts'
import { recordHistory } from '../support/history.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { asOwner, contextOf, createTenant, ownerRows } from '../support/owner.ts'
import { storedText } from '../support/stored.ts'
import { until } from '../support/until.ts'
import { startWorker } from '../support/worker-process.ts'

const rows = 20_000
/** All the money there is; it only changes hands. */
const money = `${rows * 100}.00`

let boss: Context

beforeAll(async () => {
  await recordHistory()
  await startWorker()
})

beforeEach(async () => {
  boss = await contextOf(await createTenant(0), 'admin')
  await ownerRows(
    `insert into customers (id, tenant_id, customer_no, name, segment, region, is_active, credit_limit)
     select gen_random_uuid(), $1, 'C-' || n, 'Name ' || n % 7, (array['b', 'a', null, 'c'])[1 + n % 4],
       'R' || n % 3, n % 5 = 0, 100
     from generate_series(1, $2::int) n`,
    [boss.principal.tenantId, rows],
  )
  await ownerRows('analyze customers')
})

/** One transaction each, again and again until it is told to stop. */
function startWriter(write: (owner: pg.PoolClient, turn: number) => Promise<unknown>) {
  let isStopped = false
  let turns = 0
  const done = asOwner(async (owner) => {
    while (!isStopped) {
      await owner.query('begin')
      await write(owner, turns)
      await owner.query('commit')
      turns += 1
    }
  })
  return {
    /** Resolves when it has written so many times more. */
    async goesOn(more: number) {
      const enough = turns + more
      await until('the writer goes on', async () => turns >= enough)
    },
    async stop() {
      isStopped = true
      await done
    },
  }
}

/** New rows in every group of ties, old ones gone, and many moved from one group to another. */
async function churn(owner: pg.PoolClient, turn: number): Promise<void> {
  const { tenantId } = boss.principal
  await owner.query(
    `insert into customers (id, tenant_id, customer_no, name, segment, is_active, credit_limit)
     select gen_random_uuid(), $1, 'N-' || $2 || '-' || n, 'New', (array['a', 'b', 'c'])[n], n = 1, 1
     from generate_series(1, 3) n`,
    [tenantId, turn],
  )
  await owner.query(`delete from customers where tenant_id = $1 and customer_no = 'C-' || $2`, [
    tenantId,
    1 + ((turn * 37) % rows),
  ])
  await owner.query(
    `update customers set segment = case segment when 'a' then 'c' else 'a' end, is_active = not is_active
     where tenant_id = $1 and customer_no = any(select 'C-' || 1 + ($2 * 101 + n * 7) % $3 from generate_series(1, 20) n)`,
    [tenantId, turn, rows],
  )
}

/** Money moves between two accounts; one account closes and leaves its money to a new one. */
async function transfer(owner: pg.PoolClient, turn: number): Promise<void> {
  const { tenantId } = boss.principal
  const account = (step: number) => `C-${1 + ((turn * 7919 + step * 104_729) % rows)}`
  const move = `update customers set credit_limit = credit_limit + $3 where tenant_id = $1 and customer_no = $2`
  await owner.query(move, [tenantId, account(1), -7.25])
  await owner.query(move, [tenantId, account(2), 7.25])
  await owner.query(
    `with closed as (delete from customers where tenant_id = $1 and customer_no = $2 returning *)
     insert into customers (id, tenant_id, customer_no, name, segment, is_active, credit_limit)
     select gen_random_uuid(), tenant_id, customer_no, name, segment, is_active, credit_limit from closed`,
    [tenantId, account(3)],
  )
}

async function readPart(id: string): Promise<string> {
  const { file_path } = await untilEnded(id)
  return storedText(file_path)
}

async function readCsv(id: string): Promise<string[][]> {
  const { data } = Papa.parse<string[]>(await readPart(id), { skipEmptyLines: true })
  return data.slice(1)
}

const orders = [
  {
    name: 'two columns with ties',
    sort: [{ column: 'segment', direction: 'desc' as const }, { column: 'is_active' }],
    by: 'c.segment desc, c.is_active, c.id',
  },
  { name: 'one column with three values', sort: [{ column: 'region' }], by: 'c.region, c.id' },
]

it.each(orders)(
  'while rows come, go and change, a file sorted by $name holds the snapshot',
  async (order) => {
    const expected = await ownerRows<{ id: string; segment: string }>(
      `select id, coalesce(segment, '') as segment from customers c where tenant_id = $1 order by ${order.by}`,
      [boss.principal.tenantId],
    )
    const gate = await closeMiddle('customers', boss.principal.tenantId, 'name')
    const { id } = await ask(boss, { columns: ['id', 'segment'], sort: order.sort })
    await gate.reached()
    const writer = startWriter(churn)
    await writer.goesOn(20)
    await gate.open()
    await writer.goesOn(20)
    const found = await readCsv(id)
    await writer.stop()
    const attempts = await ownerRows(
      'select attempt, outcome, error_code from export_attempts where export_id = $1 order by attempt',
      [id],
    )
    // A second attempt would have a snapshot of its own.
    expect(attempts).toEqual([{ attempt: 1, outcome: 'completed', error_code: null }])
    expect(found).toHaveLength(rows)
    const wrong = expected.findIndex((row, at) => found[at]?.join() !== `${row.id},${row.segment}`)
    expect(`first wrong row: ${wrong}`).toBe('first wrong row: -1')
    const manifest = await getManifest.execute(boss, { id })
    expect(manifest).toMatchObject({ rows_expected: rows, rows_written: rows })
    expect(manifest.files[0]).toMatchObject({ first_key: [expected[0]!.id], last_key: [expected.at(-1)!.id] })
    expect(await brokenInvariants()).toEqual([])
  },
)

it('while money is moved between accounts, every file holds all of it', async () => {
  const writer = startWriter(transfer)
  await writer.goesOn(5)
  const asked = []
  for (const format of ['csv', 'ndjson', 'csv', 'ndjson'])
    asked.push(await ask(boss, { format, columns: ['id', 'credit_limit'], sort: [] }))
  for (const { id, format } of asked) {
    const text = await readPart(id)
    const amounts =
      format === 'csv'
        ? (await readCsv(id)).map(([, amount]) => amount!)
        : text
            .trim()
            .split('\n')
            .map((line) => String(JSON.parse(line).credit_limit))
    const cents = amounts.reduce((sum, amount) => sum + BigInt(Math.round(Number(amount) * 100)), 0n)
    expect(cents).toBe(BigInt(rows * 10_000))
    expect(amounts).toHaveLength(rows)
    const { control_totals } = await getManifest.execute(boss, { id })
    expect(control_totals.find(({ key }) => key === 'credit_limit')).toMatchObject({
      count: rows,
      sum: money,
    })
  }
  await writer.goesOn(1)
  await writer.stop()
  expect(await brokenInvariants()).toEqual([])
})
