import type { FixtureTenant } from '../../../scripts/sample/fixtures.ts'
import { addTenants } from '../stack.ts'
import { type Client, expect, test, wrongField } from './client.ts'

interface Item {
  id: string
  export_name: string
  created_at: string
}

let tenant: FixtureTenant
const names = ['b 50%', 'a_x', 'Äpfel', 'c', 'd', 'B 50', 'e', 'f', 'g', 'h', 'i', 'j']

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  tenant = (await addTenants(1, 3))[0]!
})

async function list(client: Client, query: string) {
  const response = await client.get(`/api/v1/exports?${query}`)
  expect(response.status(), await response.text()).toBe(200)
  return response.json() as Promise<{
    data: Item[]
    pagination: Record<string, unknown> & { next_cursor: string }
  }>
}

const namesOf = (items: Item[]) => items.map(({ export_name }) => export_name)

test('twelve exports are asked for, by two people, of two types, in two formats', async ({ as }) => {
  for (const [index, name] of names.entries()) {
    const client = as(index % 3 === 0 ? 'manager2' : 'manager', tenant)
    const { data } = await (
      await client.create({
        export_name: name,
        export_type: index % 2 ? 'sales' : 'customers',
        format: index < 4 ? 'json' : 'csv',
      })
    ).json()
    await client.until(data.id, 'completed')
  }
})

test('the newest come first, twenty on a page, and the page says what there is', async ({ as }) => {
  const { data, pagination } = await list(as('admin', tenant), '')
  expect(namesOf(data)).toEqual(names.toReversed())
  expect(pagination).toEqual({ page: 1, limit: 20, total: 12, pages: 1, next_cursor: null, has_more: false })
})

test('people see their own, admins see everything', async ({ as }) => {
  expect((await list(as('manager', tenant), '')).pagination.total).toBe(8)
  expect((await list(as('manager2', tenant), '')).pagination.total).toBe(4)
  expect((await list(as('read_only', tenant), '')).pagination.total).toBe(12)
  expect((await list(as('viewer', tenant), '')).data).toEqual([])
})

test('filters narrow the list, each and together', async ({ as, owner }) => {
  const admin = as('admin', tenant)
  const total = async (query: string) => (await list(admin, query)).pagination.total
  expect(await total('type=sales')).toBe(6)
  expect(await total('format=json')).toBe(4)
  expect(await total('status=completed')).toBe(12)
  expect(await total('status=failed')).toBe(0)
  expect(await total('type=sales&format=json')).toBe(2)
  expect(await total('search=50%25')).toBe(1)
  expect(await total('search=b%2050')).toBe(2)
  expect(await total('search=A_')).toBe(1)
  expect(await total('search=%C3%84PFEL')).toBe(1)
  const manager2 = tenant.users.find(({ role }) => role === 'manager2')!
  expect(await total(`created_by=${manager2.id}`)).toBe(4)

  const days = `select distinct to_char(created_at at time zone 'Europe/Berlin', 'YYYY-MM-DD') as day
    from data_exports where tenant_id = $1 order by 1`
  const { rows } = await owner.query<{ day: string }>(days, [tenant.id])
  const [first, last] = [rows[0]!.day, rows.at(-1)!.day]
  expect(await total(`date_from=${first}&date_to=${last}`)).toBe(12)
  expect(await total('date_to=2001-01-01')).toBe(0)
  const { data } = await list(admin, 'sort_order=asc')
  expect(await total(`date_from=${data[3]!.created_at}`)).toBe(9)
  expect(await total(`date_to=${data[3]!.created_at}`)).toBe(4)
})

test('every sort order holds on every page', async ({ as }) => {
  const admin = as('admin', tenant)
  const columns = [
    'created_at',
    'completed_at',
    'export_name',
    'export_type',
    'format',
    'status',
    'file_size',
  ]
  for (const column of [...columns, 'record_count']) {
    for (const order of ['asc', 'desc']) {
      const whole = await list(admin, `sort_by=${column}&sort_order=${order}&limit=100`)
      const pages = [1, 2, 3].map((page) =>
        list(admin, `sort_by=${column}&sort_order=${order}&limit=5&page=${page}`),
      )
      const parts = (await Promise.all(pages)).flatMap(({ data }) => data.map(({ id }) => id))
      expect(parts, `${column} ${order}`).toEqual(whole.data.map(({ id }) => id))
      expect(new Set(parts).size).toBe(12)
    }
  }
})

test('a walk by cursor meets every export once, although others are asked for meanwhile', async ({ as }) => {
  const admin = as('admin', tenant)
  const before = (await list(admin, 'limit=100')).data.map(({ id }) => id)
  const met: string[] = []
  let page = await list(admin, 'limit=5')
  for (;;) {
    met.push(...page.data.map(({ id }) => id))
    if (!page.pagination.next_cursor) break
    expect(page.pagination.has_more).toBe(true)
    const { data } = await (await admin.create({ export_name: 'inserted' })).json()
    await admin.until(data.id, 'completed')
    page = await list(admin, `limit=5&cursor=${page.pagination.next_cursor}`)
  }
  expect(met).toEqual(before)
  expect(page.pagination.has_more).toBe(false)
})

test('wrong values are refused by their names', async ({ as }) => {
  const admin = as('admin', tenant)
  const refused = async (query: string) =>
    wrongField(await admin.get(`/api/v1/exports?${query}`), query.split('=')[0]!)
  expect(await refused('type=secrets')).toContain('sales, inventory, customers')
  expect(await refused('format=exe')).toContain('csv, excel, pdf, json, ndjson, parquet')
  expect(await refused('status=lost')).toContain('pending')
  expect(await refused('sort_by=password_hash')).toContain('created_at')
  expect(await refused('sort_order=up')).toContain('asc')
  for (const query of ['limit=0', 'limit=101', 'limit=ten', 'limit=1.5', 'page=0', 'page=-1', 'page=1e9'])
    await refused(query)
  for (const query of ['date_from=yesterday', 'date_to=2024-02-30', 'created_by=me', 'colour=red'])
    await refused(query)
  await wrongField(await admin.get('/api/v1/exports?date_from=2024-02-02&date_to=2024-02-01'), 'date_to')

  const { pagination } = await list(admin, 'limit=1')
  await refused('cursor=nonsense')
  await refused(`cursor=${pagination.next_cursor}&sort_by=export_name`)
  const forged = (by: string, value: string) =>
    `cursor=${Buffer.from(JSON.stringify([by, 'desc', value, tenant.id])).toString('base64url')}`
  await refused(forged('created_at', "x'; select 1"))
  await refused(forged('created_at', '2024-13-45'))
  await refused(forged('created_at', '\0'))
  await wrongField(
    await admin.get(`/api/v1/exports?${forged('file_size', '1e400')}&sort_by=file_size`),
    'cursor',
  )
  await wrongField(await admin.get(`/api/v1/exports?${forged('format', '\0')}&sort_by=format`), 'cursor')
})
