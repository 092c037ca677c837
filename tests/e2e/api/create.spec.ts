import { createHash, randomUUID } from 'node:crypto'
import { expect, instant, problemIn, test, uuid, wrongField } from './client.ts'

test('asking for an export answers 201 with its address and the whole resource', async ({ as, stack }) => {
  const manager = stack.tenants[0]!.users.find(({ role }) => role === 'manager')!
  const columns = ['customer_no', { key: 'name', label: 'Kunde' }]
  const response = await as('manager').create({
    export_name: '  Kunden "Süd" ',
    columns,
    sort: [{ column: 'name' }],
    options: { time_zone: 'UTC' },
    recipients: [manager.email.toUpperCase(), manager.email],
  })
  expect(response.status()).toBe(201)
  expect(response.headers()['content-type']).toBe('application/json')
  expect(response.headers()['cache-control']).toBe('no-store')
  const { success, data } = await response.json()
  expect(success).toBe(true)
  const self = `/api/v1/exports/${data.id}`
  expect(response.headers().location).toBe(self)
  expect(data).toEqual({
    id: expect.stringMatching(uuid),
    ...{
      export_name: 'Kunden "Süd"',
      export_type: 'customers',
      format: 'csv',
      status: 'pending',
      phase: null,
    },
    ...{ progress_percentage: 0, rows_done: 0, rows_estimated: null, record_count: null, attempt: 0 },
    ...{ file_size: null, file_name: null, files: [], error: null, error_message: null },
    created_by: manager.id,
    creator: {
      id: manager.id,
      first_name: 'manager',
      last_name: expect.any(String),
      email: manager.email,
    },
    created_at: expect.stringMatching(instant),
    ...{
      started_at: null,
      completed_at: null,
      expires_at: null,
      snapshot_at: null,
      cancel_requested_at: null,
    },
    ...{ time_zone: 'UTC', filters: {}, columns, sort: [{ column: 'name', direction: 'asc' }] },
    ...{ options: { time_zone: 'UTC' }, recipients: [manager.email], destinations: [] },
    ...{ retry_of: null, schedule_id: null, template_id: null },
    ...{ snapshot_of: null, spool_kept_until: null, file_problem: null },
    links: {
      ...{ self, status: `/api/v1/exports/status/${data.id}`, cancel: `${self}/cancel` },
      ...{ download: null, manifest: null, verify: null, retry: null, formats: null },
      ...{ events: `${self}/events`, again: `${self}/again` },
    },
  })
})

test('an export runs to its end, and its resource then says what came of it', async ({ as }) => {
  const data = await as('manager').finished({ format: 'json' })
  const { id, links } = data
  expect(data).toMatchObject({
    ...{ status: 'completed', progress_percentage: 100, record_count: 1000, rows_done: 1000, attempt: 1 },
    ...{ error: null, file_name: 'Contract.json', file_size: data.files[0].bytes },
    files: [
      { name: 'Contract.json', part: 1, media_type: expect.stringContaining('application/json'), rows: 1000 },
      { name: 'Contract.json.schema.json', part: 2, media_type: 'application/json' },
    ],
    links: { cancel: null, retry: null, verify: `/api/v1/exports/${id}/verify` },
  })
  for (const file of data.files) expect(file.sha256).toMatch(/^[0-9a-f]{64}$/)
  const times = [data.created_at, data.started_at, data.snapshot_at, data.completed_at, data.expires_at]
  for (const time of times) expect(time).toMatch(instant)
  expect([...times].sort()).toEqual(times)
  const days = (Date.parse(data.expires_at) - Date.parse(data.completed_at)) / 86_400_000
  expect(days).toBeCloseTo(7, 3)
  expect((await as('manager').get(links.status)).status()).toBe(200)
  expect(JSON.stringify(data)).not.toMatch(/file_path|part-1|worker|tenant/)
})

test('status tells how far an export is, and the details who worked on it', async ({ as }) => {
  const { id } = await as('manager').finished()
  const { data } = await (await as('manager').get(`/api/v1/exports/status/${id}`)).json()
  expect(data).toEqual({
    ...{ id, status: 'completed', phase: null, progress_percentage: 100, rows: 1000, error: null },
    error_message: null,
    ...{ rows_estimated: 1000, rate: expect.any(Number), cancel_requested_at: null },
    ...{ queue_position: null, worker_last_seen: expect.stringMatching(instant) },
    ...{ started_at: expect.stringMatching(instant), completed_at: expect.stringMatching(instant) },
  })
  const details = await (await as('manager').get(`/api/v1/exports/${id}?include_details=true`)).json()
  expect(details.data).toMatchObject({
    statistics: [{ success: true }],
    attempts: [{ attempt: 1, outcome: 'completed', error_code: null }],
    downloads: [],
  })
  await wrongField(await as('manager').get(`/api/v1/exports/${id}?include_details=yes`), 'include_details')
})

test('types describe what this caller may ask for, with JSON Schemas of filters and options', async ({
  as,
}) => {
  const { data } = await (await as('manager').get('/api/v1/exports/types')).json()
  const offered = data.datasets.map(({ key }: { key: string }) => key)
  expect(offered).toEqual(
    (
      'sales inventory customers staff marketing attendance suppliers supplier_contacts supplier_items ' +
      'services clients purchase_orders purchase_order_lines deliveries delivery_lines supplier_scorecards ' +
      'reorder_suggestions sow client_sow rfp rfp_responses locations stock_movements reservations stock_counts forecasts ' +
      'forecast_accuracy anomalies supplier_risk model_cards opportunities strategies content_items flows experiment_results'
    ).split(' '),
  )
  expect(data.time_zone).toBe('Europe/Berlin')
  for (const { filters } of data.datasets)
    expect(filters).toMatchObject({ type: 'object', additionalProperties: false, properties: { search: {} } })
  for (const { options, extension, media_type } of data.formats) {
    expect(options).toMatchObject({ type: 'object', additionalProperties: false })
    expect([extension, media_type]).toEqual([expect.stringMatching(/^\w+$/), expect.stringContaining('/')])
  }
  const { data: forAdmin } = await (await as('admin').get('/api/v1/exports/types')).json()
  const payroll = forAdmin.datasets.find(({ key }: { key: string }) => key === 'payroll')
  const masked = payroll.columns.filter((column: { masked: boolean }) => column.masked)
  expect(masked.map(({ key }: { key: string }) => key)).toEqual(['email', 'iban'])
  const { data: forViewer } = await (await as('viewer').get('/api/v1/exports/types')).json()
  expect(forViewer.datasets).toEqual([])
})

test('what is not offered is refused with what is', async ({ as }) => {
  const refused = (changes: object, path: string) =>
    as('manager')
      .create(changes)
      .then((response) => wrongField(response, path))
  expect(await refused({ export_type: 'secrets' }, 'export_type')).toBe(
    'must be one of: sales, inventory, customers, staff, financial, marketing, attendance, payroll, suppliers, supplier_contacts, supplier_items, services, clients, purchase_orders, purchase_order_lines, deliveries, delivery_lines, supplier_scorecards, reorder_suggestions, sow, client_sow, rfp, rfp_responses, locations, stock_movements, reservations, stock_counts, forecasts, forecast_accuracy, anomalies, supplier_risk, model_cards, query_stats, index_advice, health_history, opportunities, strategies, trades, trade_decisions, spending_ledger, budget_usage, risk_alerts, emergency_stops, content_items, flows, journeys, step_events, decisions, experiment_results, audit_trail',
  )
  expect(await refused({ format: 'exe' }, 'format')).toContain('csv, excel, pdf, json, ndjson, parquet')
  expect(await refused({ columns: ['customer_no', 'password'] }, 'columns.1')).toContain('customer_no, ')
  expect(await refused({ filters: { colour: 1 } }, 'filters.colour')).toContain('search, ')
  expect(await refused({ filters: { status: 'lost' } }, 'filters.status')).toContain('active, inactive')
  expect(await refused({ sort: [{ column: 'password' }] }, 'sort.0.column')).toContain('customer_no, ')
  expect(await refused({ sort: [{ column: 'name', direction: 'up' }] }, 'sort.0.direction')).toContain('desc')
  expect(await refused({ options: { colour: 1 } }, 'options.colour')).toContain('time_zone')
  expect(await refused({ options: { compression: 'rar' } }, 'options.compression')).toContain('gzip')
  expect(await refused({ options: { time_zone: 'Mars/Base' } }, 'options.time_zone')).toContain('IANA')
  expect(await refused({ export_name: ' ' }, 'export_name')).toMatch(/./)
  expect(await refused({ recipients: ['nobody'] }, 'recipients.0')).toMatch(/email/i)
  expect(await refused({ colour: 'red' }, 'colour')).toBe('unknown key')
  const { errors } = await problemIn(await as('manager').post('/api/v1/exports', {}), 400, 'invalid_request')
  expect(errors.map(({ path }) => path)).toEqual(['export_name', 'export_type', 'format'])
})

test('payroll is for admins alone', async ({ as }) => {
  const { detail } = await problemIn(await as('manager').create({ export_type: 'payroll' }), 403, 'forbidden')
  expect(detail).toContain('datasets.payroll.read')
  expect((await as('admin').create({ export_type: 'payroll' })).status()).toBe(201)
})

test('an Idempotency-Key makes one export of many requests, and a second answer of the first', async ({
  as,
}) => {
  const key = { 'Idempotency-Key': randomUUID() }
  const manager = as('manager')
  const answers = await Promise.all(Array.from({ length: 5 }, () => manager.create({}, key)))
  expect(answers.map((answer) => answer.status())).toEqual([201, 201, 201, 201, 201])
  const bodies = await Promise.all(answers.map((answer) => answer.json()))
  for (const body of bodies) expect(body).toEqual(bodies[0])
  expect(new Set(answers.map((answer) => answer.headers().location)).size).toBe(1)
  expect((await manager.create({}, key)).headers().location).toBe(answers[0]!.headers().location)

  await problemIn(await manager.create({ export_name: 'Other' }, key), 422, 'idempotency_mismatch')
  const others = await as('manager2').create({}, key)
  expect((await others.json()).data.id).not.toBe(bodies[0].data.id)
  await wrongField(await manager.create({}, { 'Idempotency-Key': 'has space' }), 'Idempotency-Key')
  await wrongField(await manager.create({}, { 'Idempotency-Key': 'x'.repeat(256) }), 'Idempotency-Key')
})

test('a request id is echoed, found in the audit trail and the row, and replaced when it is no token', async ({
  as,
  owner,
}) => {
  const given = `test:${createHash('sha256').update(randomUUID()).digest('hex').slice(0, 20)}`
  const response = await as('manager').create({}, { 'X-Request-Id': given })
  expect(response.headers()['x-request-id']).toBe(given)
  const { rows } = await owner.query('select subject_id as id from audit_entries where request_id = $1', [
    given,
  ])
  expect(rows[0].id).toBe((await response.json()).data.id)
  const stored = await owner.query('select request_id from data_exports where id = $1', [rows[0].id])
  expect(stored.rows).toEqual([{ request_id: given }])

  const replaced = await as('manager').get('/api/v1/exports', { 'X-Request-Id': 'a b"<script>' })
  expect(replaced.headers()['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
})

test('every answer says how many requests are left', async ({ as }) => {
  const response = await as('admin').get('/api/v1/exports')
  const headers = response.headers()
  expect(headers['ratelimit-policy']).toMatch(/^"default";q=\d+;w=\d+$/)
  expect(headers.ratelimit).toMatch(/^"default";r=\d+;t=\d+$/)
  const left = (header?: string) => Number(/r=(\d+)/.exec(header ?? '')?.[1])
  const next = await as('admin').get('/api/v1/exports')
  expect(left(next.headers().ratelimit)).toBeLessThan(left(headers.ratelimit))
})
