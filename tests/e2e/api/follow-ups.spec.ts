import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import type { FixtureTenant } from '../../../scripts/sample/fixtures.ts'
import { addTenants } from '../stack.ts'
import { type Client, expect, problemIn, test, wrongField } from './client.ts'

let tenant: FixtureTenant

test.beforeAll(async () => {
  tenant = (await addTenants(1, 60))[0]!
})

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** The export that a POST answers with 201, once it has run. */
async function madeBy(client: Client, path: string, body?: object) {
  const response = await client.post(path, body)
  expect(response.status(), await response.text()).toBe(201)
  const { data } = await response.json()
  expect(response.headers().location).toBe(data.links.self)
  await client.until(data.id, 'completed')
  return (await (await client.get(data.links.self)).json()).data
}

test('an export can be executed at once, in full or by its type alone', async ({ as }) => {
  const manager = as('manager', tenant)
  const request = { export_name: 'Now', export_type: 'customers', format: 'json' }
  expect(await madeBy(manager, '/api/v1/exports/execute', request)).toMatchObject({
    ...{ export_name: 'Now', format: 'json', record_count: 60 },
  })
  expect(await madeBy(manager, '/api/v1/exports/execute/inventory')).toMatchObject({
    ...{ export_type: 'inventory', format: 'csv', columns: null, record_count: 60 },
    export_name: expect.stringMatching(/ \d{4}-\d\d-\d\d \d\d:\d\d$/),
  })
  const narrowed = { format: 'ndjson', export_name: 'Mine' }
  expect(await madeBy(manager, '/api/v1/exports/execute/inventory', narrowed)).toMatchObject({
    ...narrowed,
  })
  await wrongField(await manager.post('/api/v1/exports/execute/nothing'), 'type')
  await problemIn(await as('viewer', tenant).post('/api/v1/exports/execute/inventory'), 403, 'forbidden')
})

test('a finished export runs again with the data of today', async ({ as, owner }) => {
  const manager = as('manager', tenant)
  const first = await manager.finished({ columns: ['id', 'name'] })
  await owner.query('update customers set name = $2 where tenant_id = $1', [tenant.id, 'Of today'])
  const again = await madeBy(manager, first.links.again)
  expect(again).toMatchObject({ export_name: first.export_name, columns: ['id', 'name'], record_count: 60 })
  expect(again.id).not.toBe(first.id)
  const text = async (id: string) => (await manager.get(await manager.link(id))).text()
  expect(await text(first.id)).not.toContain('Of today')
  expect((await text(again.id)).match(/Of today/g)).toHaveLength(60)
})

test('another format is made from the same snapshot, whatever changed since', async ({ as, owner }) => {
  const manager = as('manager', tenant)
  const csv = await manager.finished({ columns: ['id', 'name'] })
  await owner.query('update customers set name = $2 where tenant_id = $1', [tenant.id, 'Renamed'])
  const json = await madeBy(manager, csv.links.formats, { format: 'json' })
  expect(json).toMatchObject({ snapshot_of: csv.id, snapshot_at: csv.snapshot_at, record_count: 60 })
  const text = await (await manager.get(await manager.link(json.id))).text()
  expect(text).not.toContain('Renamed')
  expect(await (await manager.get(await manager.link(csv.id))).text()).not.toContain('Renamed')
  await wrongField(await manager.post(csv.links.formats, { format: 'word' }), 'format')
  await owner.query(`update data_exports set spool_kept_until = now() - interval '1 second' where id = $1`, [
    csv.id,
  ])
  await problemIn(await manager.post(csv.links.formats, { format: 'json' }), 410, 'gone')
})

const fromTheStart: [string, (bytes: Buffer) => boolean][] = [
  ['csv', (bytes) => bytes.toString('utf8').includes('\r\n')],
  ['json', (bytes) => JSON.parse(bytes.toString('utf8')) !== null],
  ['excel', (bytes) => bytes.subarray(0, 2).toString() === 'PK'],
  ['pdf', (bytes) => bytes.subarray(0, 5).toString() === '%PDF-'],
]

for (const [format, isOne] of fromTheStart) {
  test(`the first rows of ${format} are shown without an export`, async ({ as }) => {
    const request = { export_type: 'customers', format, columns: ['id', 'name'], rows: 3 }
    const response = await as('manager', tenant).post('/api/v1/exports/preview', request)
    expect(response.status(), await response.text()).toBe(200)
    const { data } = await response.json()
    expect(data).toMatchObject({ format, has_more: true })
    expect(data.cells).toHaveLength(3)
    expect(data.encoding).toBe(format === 'excel' || format === 'pdf' ? 'base64' : 'utf-8')
    expect(isOne(Buffer.from(data.content, data.encoding === 'base64' ? 'base64' : 'utf8'))).toBe(true)
  })
}

test('a preview of CSV is the beginning of the file, byte for byte', async ({ as }) => {
  const manager = as('manager', tenant)
  const request = { export_type: 'inventory', format: 'csv' }
  const { data } = await (await manager.post('/api/v1/exports/preview', { ...request, rows: 5 })).json()
  const { id } = await manager.finished(request)
  const file = await (await manager.get(await manager.link(id))).text()
  expect(file.startsWith(data.content)).toBe(true)
  await wrongField(await manager.post('/api/v1/exports/preview', { ...request, rows: 51 }), 'rows')
})

test('an estimate counts the rows and says whether the format fits', async ({ as }) => {
  const manager = as('manager', tenant)
  const request = { export_type: 'inventory', format: 'csv' }
  const { data } = await (await manager.post('/api/v1/exports/estimate', request)).json()
  expect(data).toMatchObject({ rows: 60, is_exact: true, fits: true })
  expect(data.bytes).toBeGreaterThan(0)
})

test('a time zone that the database does not know is a 400 wherever rows are asked for', async ({ as }) => {
  const manager = as('manager', tenant)
  const options = { time_zone: 'US/Pacific-New' }
  const request = { export_type: 'inventory', format: 'csv', options }
  for (const path of ['/api/v1/exports/preview', '/api/v1/exports/estimate'])
    await wrongField(await manager.post(path, request), 'options.time_zone')
  await wrongField(await manager.create({ options }), 'options.time_zone')
})

test('events tell the progress of an export and end with its state', async ({ as }) => {
  const manager = as('manager', tenant)
  const { data } = await (await manager.create()).json()
  const response = await manager.get(data.links.events)
  expect(response.headers()['content-type']).toContain('text/event-stream')
  // The stream ends by itself, so the whole of it can be read.
  const text = await response.text()
  const names = [...text.matchAll(/^event: (.*)$/gm)].map(([, name]) => name)
  expect(names.at(-1)).toBe('completed')
  expect(names.slice(0, -1).every((name) => name === 'progress')).toBe(true)
  const lastId = [...text.matchAll(/^id: (.*)$/gm)].at(-1)![1]!
  expect((await manager.get(data.links.events, { 'Last-Event-ID': lastId })).status()).toBe(204)
  await problemIn(await as('manager2', tenant).get(data.links.events), 404, 'not_found')
})

test('several files come as one ZIP, each as it is stored', async ({ as, owner }) => {
  const manager = as('manager', tenant)
  const made = [await manager.finished(), await manager.finished({ format: 'json', export_name: 'Other' })]
  const ids = made.map(({ id }) => id)
  const response = await manager.post('/api/v1/exports/archive', { ids })
  expect(response.status()).toBe(200)
  const script = `import hashlib, io, json, sys, zipfile
archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
print(json.dumps([hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()]))`
  const hashes = JSON.parse(
    execFileSync('python3', ['-c', script], { input: await response.body() }).toString(),
  )
  expect(hashes).toEqual(made.map(({ files }) => files[0].sha256))
  await expect
    .poll(async () => {
      const query = 'select count(*)::int as count from export_download_logs where export_id = any($1)'
      return (await owner.query(query, [ids])).rows[0].count
    })
    .toBe(2)
  const stranger = await as('manager2', tenant).post('/api/v1/exports/archive', { ids })
  await problemIn(stranger, 404, 'not_found')
})

test('a finished export is shared with a member, who then fetches it, and taken away again', async ({
  as,
}) => {
  const manager = as('manager', tenant)
  const reader = tenant.users.find(({ role }) => role === 'manager2')!
  const { id, links, files } = await manager.finished()
  const client = as('manager2', tenant)
  await problemIn(await client.get(links.self), 404, 'not_found')
  const share = await manager.post(`${links.self}/share`, { recipients: [reader.id] })
  expect(share.status()).toBe(200)
  expect((await share.json()).data.recipients).toEqual([reader.email.toLowerCase()])
  expect(sha256(await (await client.get(await client.link(id))).body())).toBe(files[0].sha256)
  const viewer = tenant.users.find(({ role }) => role === 'viewer')!
  await wrongField(await manager.post(`${links.self}/share`, { recipients: [viewer.id] }), 'recipients.0')
  expect((await manager.post(`${links.self}/unshare`, { recipients: [reader.id] })).status()).toBe(200)
  await problemIn(await client.get(links.self), 404, 'not_found')
})

test('several exports are deleted at once, and each is answered for itself', async ({ as }) => {
  const manager = as('manager', tenant)
  const [first, second] = [await manager.finished(), await manager.finished()]
  const unknown = '01890000-0000-7000-8000-000000000000'
  const ids = [first.id, unknown, second.id]
  const bulk = (action: string) => manager.post('/api/v1/exports/bulk', { action, ids })
  const { data: cancelled } = await (await bulk('cancel')).json()
  expect(cancelled.results.map(({ code }: { code: string }) => code)).toEqual([
    ...['conflict', 'not_found', 'conflict'],
  ])
  const { data: deleted } = await (await bulk('delete')).json()
  expect(deleted.results).toMatchObject([
    { id: first.id, done: true, code: null },
    { id: unknown, done: false, code: 'not_found' },
    { id: second.id, done: true, code: null },
  ])
  await problemIn(await manager.get(first.links.self), 404, 'not_found')
  await wrongField(await bulk('explode'), 'action')
})
