import type { FixtureTenant } from '../../../scripts/sample/fixtures.ts'
import { addTenants } from '../stack.ts'
import { type Client, expect, problemIn, test, wrongField } from './client.ts'

const rows = '/api/v1/datasets/customers/rows'
let tenant: FixtureTenant

interface Page {
  rows: { key: string; values: Record<string, unknown> }[]
  pagination: {
    limit: number
    next_cursor: string | null
    previous_cursor: string | null
    has_more: boolean
  }
}

const read = async (client: Client, address: string): Promise<Page> =>
  (await (await client.get(address)).json()).data

const keysOf = (pages: Page[]) => pages.flatMap((page) => page.rows.map(({ key }) => key))

test.beforeAll(async () => {
  tenant = (await addTenants(1, 57))[0]!
})

test('a list is paged forwards and back again by cursor, without a gap or a repetition', async ({ as }) => {
  const manager = as('manager', tenant)
  const ordered = `${rows}?sort=country:desc,name&limit=25`
  const forwards: Page[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Page = await read(manager, cursor ? `${ordered}&cursor=${cursor}` : ordered)
    forwards.push(page)
    cursor = page.pagination.next_cursor
  }
  expect(forwards.map((page) => page.rows.length)).toEqual([25, 25, 7])
  expect(forwards.map(({ pagination }) => pagination.has_more)).toEqual([true, true, false])
  expect(new Set(keysOf(forwards)).size).toBe(57)

  const backwards: Page[] = [forwards.at(-1)!]
  for (let cursor = forwards.at(-1)!.pagination.previous_cursor; cursor !== null; ) {
    const page: Page = await read(manager, `${ordered}&cursor=${cursor}`)
    backwards.unshift(page)
    cursor = page.pagination.previous_cursor
  }
  expect(keysOf(backwards)).toEqual(keysOf(forwards))
  expect(forwards[0]!.pagination.previous_cursor).toBeNull()
})

test('what the list, its sums and its file hold is the same', async ({ as }) => {
  const manager = as('manager', tenant)
  const [first] = (await read(manager, `${rows}?limit=10`)).rows
  const country = String(first!.values.country)
  const filters = encodeURIComponent(JSON.stringify({ country: [country] }))
  const listed = await read(manager, `${rows}?filters=${filters}&columns=country,name&limit=100`)
  for (const { values } of listed.rows) expect(values).toEqual({ country, name: expect.any(String) })
  const { data } = await (await manager.get(`/api/v1/datasets/customers/sums?filters=${filters}`)).json()
  expect(data).toMatchObject({
    rows: listed.rows.length,
    is_exact: true,
    filters_in_words: [expect.stringContaining(country)],
  })
  const made = await manager.finished({ filters: { country: [country] } })
  expect(made.record_count).toBe(listed.rows.length)
})

test('sums are exact decimals of the filtered rows', async ({ as, owner }) => {
  const { data } = await (await as('admin', tenant).get('/api/v1/datasets/customers/sums')).json()
  const { rows: stored } = await owner.query(
    'select sum(credit_limit)::text as sum from customers where tenant_id = $1',
    [tenant.id],
  )
  expect(data).toMatchObject({ rows: 57, sums: { credit_limit: stored[0].sum }, unsummed: {} })
  const none = await as('admin', tenant).get(
    '/api/v1/datasets/customers/sums?filters={"country":["Nowhere"]}',
  )
  expect((await none.json()).data).toMatchObject({ rows: 0, sums: { credit_limit: null } })
})

test('values are suggested for a filter, narrowed by a part of them', async ({ as }) => {
  const manager = as('manager', tenant)
  const values = '/api/v1/datasets/customers/values?filter=country'
  const { data } = await (await manager.get(values)).json()
  expect(data).toEqual({ values: data.values, is_complete: true })
  const part = String(data.values[0]).slice(1, 4)
  const { data: found } = await (
    await manager.get(`${values}&search=${encodeURIComponent(part.toUpperCase())}`)
  ).json()
  expect(found.values).toContain(data.values[0])
  for (const value of found.values) expect(value.toLowerCase()).toContain(part.toLowerCase())
})

test('a page that has not changed is a 304, and one of other rows is not', async ({ as }) => {
  const manager = as('manager', tenant)
  for (const address of [
    '/api/v1/datasets',
    rows,
    '/api/v1/datasets/customers/sums',
    '/api/v1/datasets/customers/values?filter=country',
  ]) {
    const { etag } = (await manager.get(address)).headers()
    expect(etag, address).toMatch(/^(W\/)?"[^"]+"$/)
    const again = await manager.get(address, { 'If-None-Match': etag! })
    expect([again.status(), (await again.body()).length], address).toEqual([304, 0])
    expect(again.headers().etag).toBe(etag)
    expect((await manager.get(address, { 'If-None-Match': '"other"' })).status(), address).toBe(200)
  }
  const { etag } = (await manager.get(rows)).headers()
  expect((await manager.get(`${rows}?limit=10`, { 'If-None-Match': etag! })).status()).toBe(200)
})

test('what a role may not read is masked or missing in rows, columns, sort and filter alike', async ({
  as,
}) => {
  const [seen] = (await read(as('super_admin', tenant), '/api/v1/datasets/payroll/rows?sort=iban')).rows
  const iban = String(seen!.values.iban)
  const same = encodeURIComponent(JSON.stringify({ ids: [seen!.key] }))
  const [masked] = (await read(as('admin', tenant), `/api/v1/datasets/payroll/rows?filters=${same}`)).rows
  expect(masked!.values.iban).toBe(`••••${iban.slice(-4)}`)
  expect(
    await wrongField(
      await as('admin', tenant).get('/api/v1/datasets/payroll/rows?sort=iban'),
      'sort.0.column',
    ),
  ).toContain('must be one of')
  for (const tail of ['rows', 'sums', 'values?filter=department'])
    await problemIn(await as('manager', tenant).get(`/api/v1/datasets/payroll/${tail}`), 403, 'forbidden')
  const { data } = await (await as('manager', tenant).get('/api/v1/datasets')).json()
  expect(data.map(({ key }: { key: string }) => key)).not.toContain('payroll')
})

test('every refusal names its parameter and what is allowed there', async ({ as }) => {
  const manager = as('manager', tenant)
  const text = (value: unknown) => encodeURIComponent(JSON.stringify(value))
  const refused: [query: string, path: string][] = [
    ['limit=7', 'limit'],
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=ten', 'limit'],
    ['offset=10', 'offset'],
    ['page=2', 'page'],
    ['columns=colour', 'columns.0'],
    ['columns=name,name', 'columns.1'],
    ['sort=colour', 'sort.0.column'],
    ['sort=name:sideways', 'sort'],
    ['sort=name;drop', 'sort'],
    ['filters=x', 'filters'],
    ['filters=[]', 'filters'],
    [`filters=${text({ colour: 'red' })}`, 'filters.colour'],
    [`filters=${text({ country: 1 })}`, 'filters.country'],
    ['time_zone=Mars/Olympus', 'time_zone'],
    ['cursor=x', 'cursor'],
    ['cursor=', 'cursor'],
  ]
  for (const [query, path] of refused)
    expect(await wrongField(await manager.get(`${rows}?${query}`), path), query).toMatch(/\w/)
  for (const twice of ['limit=10&limit=25', 'sort=name&sort=country'])
    await problemIn(await manager.get(`${rows}?${twice}`), 400, 'invalid_request')
  const { pagination } = await read(manager, `${rows}?sort=name&limit=10`)
  const moved = `${rows}?sort=country&limit=10&cursor=${pagination.next_cursor}`
  expect(await wrongField(await manager.get(moved), 'cursor')).toContain('same sort')

  await wrongField(await manager.get('/api/v1/datasets?key=customers'), 'key')
  await wrongField(await manager.get('/api/v1/datasets/customers/sums?limit=10'), 'limit')
  await wrongField(await manager.get('/api/v1/datasets/customers/sums?columns=colour'), 'columns.0')
  await wrongField(await manager.get('/api/v1/datasets/customers/values'), 'filter')
  await wrongField(await manager.get('/api/v1/datasets/customers/values?filter=search'), 'filter')
  await wrongField(await manager.get('/api/v1/datasets/customers/values?filter=country&search=%00'), 'search')
  await wrongField(await manager.get('/api/v1/datasets/customers/values?filter=country&colour=red'), 'colour')
  for (const key of ['nothing', 'CUSTOMERS', '__proto__', 'customers%20'])
    await problemIn(await manager.get(`/api/v1/datasets/${key}/rows`), 404, 'not_found')
  await problemIn(await manager.post(rows, {}), 405, 'method_not_allowed')
})
