import Papa from 'papaparse'
import { beforeAll, expect, it } from 'vitest'
import { getExport } from '#src/features/exports/queries/get.ts'
import type { Context } from '#src/lib/context.ts'
import type { FixtureTenant } from '../../scripts/sample/fixtures.ts'
import { ask, untilEnded, untilQuiet } from '../support/exports.ts'
import { recordHistory } from '../support/history.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { asOwner, contextOf, createTenant, ownerRows } from '../support/owner.ts'
import { storedText } from '../support/stored.ts'
import { startWorker, type WorkerProcess } from '../support/worker-process.ts'

const rows = 300

let tenant: FixtureTenant
let boss: Context
let worker: WorkerProcess

beforeAll(async () => {
  await recordHistory()
  await createTenant(rows)
  tenant = await createTenant(rows)
  boss = await contextOf(tenant, 'super_admin')
  // No outlook on any item is worked out meanwhile.
  await ownerRows('insert into outlook_passes (tenant_id, finished_at) values ($1, now())', [tenant.id])
  worker = await startWorker()
})

/** A moment as files write it; Berlin's offset is always whole hours. */
const moment = (column: string) => `replace(${column}::text, ' ', 'T') || ':00'`

/** What the files must hold, asked of the tables by hand: every column as text, in the asked order. */
const byHand = [
  {
    export_type: 'customers',
    sort: [{ column: 'segment', direction: 'desc' }, { column: 'is_active' }],
    query: `select customer_no, name, segment, email, phone, country, city, state, region, postal_code,
        is_active, credit_limit, first_order_date, last_order_date, notes, ${moment('created_at')},
        ${moment('updated_at')}, id
      from customers where tenant_id = $1 order by segment desc, is_active, id`,
  },
  {
    export_type: 'sales',
    sort: [
      { column: 'region', direction: 'asc' },
      { column: 'order_date', direction: 'desc' },
      { column: 'status' },
    ],
    query: `select line_no, order_no, order_date, ship_date, ship_mode, s.status, customer_no, c.name, segment,
        s.country, s.city, s.state, s.region, s.postal_code, sku, p.name, category, sub_category, quantity,
        s.unit_price, discount, amount, profit, s.status = 'returned', s.notes, ${moment('s.updated_at')}, s.id
      from sales s, customers c, products p
      where s.tenant_id = $1 and c.id = s.customer_id and p.id = s.product_id
      order by s.region, order_date desc, s.status, s.id`,
  },
  {
    export_type: 'inventory',
    sort: [{ column: 'warehouse' }, { column: 'status', direction: 'desc' }],
    query: `select sku, p.name, category, sub_category, l.name as warehouse, bin, state, on_hand, reserved, free, reorder_point,
        reorder_quantity, free <= reorder_point, (select name from suppliers where id = supplier_id), null, null,
        i.unit_cost, on_hand * i.unit_cost, attributes, i.notes,
        ${moment('last_counted_at')}, ${moment('i.updated_at')}, i.id
      from inventory_items i, products p, locations l, lateral (select on_hand - reserved as free) f, lateral (select case
        when free <= 0 then 'out_of_stock' when free <= reorder_point then 'low' else 'in_stock' end as state) s
      where i.tenant_id = $1 and p.id = product_id and l.id = location_id order by warehouse, state desc, i.id`,
  },
  {
    export_type: 'payroll',
    sort: [{ column: 'status' }, { column: 'currency', direction: 'desc' }],
    query: `select employee_no, first_name, last_name, department, job_title, personal_email, period_start,
        period_end, paid_on, status, gross, tax, net, r.currency, r.iban, left_on is not null, notes,
        ${moment('r.updated_at')}, r.id
      from payroll r, staff e where r.tenant_id = $1 and e.id = staff_id order by status, r.currency desc, r.id`,
  },
] as const

it.each(byHand)('a file of $export_type holds the rows of the table in the asked order', async (asked) => {
  const { id } = await ask(boss, {
    export_type: asked.export_type,
    sort: [...asked.sort],
    options: { time_zone: 'Europe/Berlin', formula_guard: 'off', null: '\\N' },
  })
  const { file_path } = await untilEnded(id)
  const text = await storedText(file_path)
  const [header, ...found] = Papa.parse<string[]>(text, { skipEmptyLines: true }).data
  const expected = await readByHand(asked.query)
  expect(expected).toHaveLength(rows)
  expect(header).toHaveLength(expected[0]!.length)
  expect(found).toEqual(expected)
})

it('leaves one statistic, one audit entry a change, one message a recipient, and a signed manifest', async () => {
  const [one, two] = ['admin', 'super_admin'].map(
    (role) => tenant.users.find((user) => user.role === role)!.email,
  )
  const recipients = [one!, two!]
  const { id } = await ask(boss, {
    export_name: 'Kunden',
    recipients: [...recipients, one!.toUpperCase()],
  })
  await untilQuiet()
  const seen = await getExport.execute(boss, { id, include_details: 'true' })
  expect(seen).toMatchObject({
    status: 'completed',
    progress_percentage: 100,
    record_count: rows,
    attempt: 1,
  })
  expect(seen.stages?.map(({ stage, rows, bytes }) => [stage, rows, bytes])).toEqual([
    ['queued', null, null],
    ['reading', rows, null],
    ['writing', rows, seen.file_size],
    ['storing', null, seen.files.reduce((sum, file) => sum + file.bytes, 0)],
  ])
  expect(seen.statistics).toMatchObject([{ success: true, worker_node: worker.name }])
  expect(seen.attempts).toMatchObject([{ attempt: 1, outcome: 'completed', worker_node: worker.name }])
  expect(seen.mails?.map(({ recipient, kind, status }) => [recipient, kind, status])).toEqual(
    recipients.map((recipient) => [recipient, 'completed', 'sent']),
  )
  const entries = await ownerRows<{ action: string; user_id: string | null; request_id: string }>(
    'select action, user_id, request_id from audit_entries where subject_id = $1 order by id',
    [id],
  )
  const { principal, requestId } = boss
  expect(entries).toEqual([
    { action: 'export.created', user_id: principal.userId, request_id: requestId },
    { action: 'export.started', user_id: null, request_id: requestId },
    { action: 'export.completed', user_id: null, request_id: requestId },
  ])
  expect(await brokenInvariants()).toEqual([])
})

it('an export without rows is a file with a header', async () => {
  const { id } = await ask(boss, { filters: { customer_no: ['no such customer'] } })
  expect(await untilEnded(id)).toMatchObject({ status: 'completed', record_count: '0' })
  expect(await brokenInvariants()).toEqual([])
})

/** Runs a query on the tenant's rows; nulls are `\N`, everything else is text. */
function readByHand(query: string): Promise<string[][]> {
  return asOwner(async (client) => {
    await client.query(
      `begin read only; set local timezone = 'Europe/Berlin'; set local datestyle = 'ISO, YMD'`,
    )
    const asText = { getTypeParser: () => (value: string) => value } as never
    const { rows: found } = await client.query({
      text: query,
      values: [boss.principal.tenantId],
      rowMode: 'array',
      types: asText,
    })
    await client.query('rollback')
    const words: Record<string, string> = { t: 'true', f: 'false' }
    return (found as (string | null)[][]).map((row) =>
      row.map((value) => (value === null ? '\\N' : (words[value] ?? value))),
    )
  })
}
