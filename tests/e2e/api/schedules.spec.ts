import { expect, instant, problemIn, test, uuid, wrongField } from './client.ts'

const path = '/api/v1/exports/schedules'
const monthly = {
  schedule_name: 'Contract monthly',
  export_type: 'sales',
  format: 'csv',
  frequency: 'monthly',
  recipients: [],
  filters: {},
  columns: [],
  is_active: true,
}

test('a schedule is made, read, changed, paused, resumed, run, tested and deleted', async ({ as }) => {
  const admin = as('admin')
  const created = await admin.post(path, monthly)
  expect(created.status()).toBe(201)
  const { data } = await created.json()
  expect(data).toMatchObject({
    id: expect.stringMatching(uuid),
    next_run: expect.stringMatching(instant),
    frequency: 'monthly',
    is_active: true,
    last_run: null,
  })
  expect(created.headers().location).toBe(`${path}/${data.id}`)
  expect(created.headers().etag).toMatch(/^"1-/)
  const one = `${path}/${data.id}`
  expect((await (await admin.get(one)).json()).data).toEqual(data)
  const { data: listed, pagination } = await (
    await admin.get(`${path}?is_active=true&page=1&limit=100`)
  ).json()
  expect(listed.map(({ id }: { id: string }) => id)).toContain(data.id)
  expect(pagination).toMatchObject({ page: 1, limit: 100 })

  const weekly = {
    schedule_name: 'Contract weekly',
    export_type: 'sales',
    format: 'csv',
    frequency: 'weekly',
  }
  const changed = await admin.send('PUT', one, weekly, { 'If-Match': '"1"' })
  expect(changed.headers().etag).toMatch(/^"2-/)
  expect((await changed.json()).data).toMatchObject({ frequency: 'weekly', weekdays: ['monday'] })
  await problemIn(await admin.send('PUT', one, weekly, { 'If-Match': '"1"' }), 412, 'precondition_failed')

  expect((await (await admin.post(`${one}/pause`, {})).json()).data).toMatchObject({
    is_active: false,
    next_run: null,
  })
  expect((await (await admin.post(`${one}/resume`, {})).json()).data).toMatchObject({ is_active: true })
  const { data: run } = await (await admin.post(`${one}/run`, {})).json()
  expect(run).toMatchObject({ trigger: 'manual', state: 'started' })
  await admin.until(run.export_id, 'completed')
  expect((await (await admin.get(`/api/v1/exports/${run.export_id}`)).json()).data.schedule_id).toBe(data.id)
  const { data: runs } = await (await admin.get(`${one}/runs?limit=5`)).json()
  expect(runs).toMatchObject([{ export_status: 'completed', rows: expect.any(Number) }])

  expect((await admin.delete(one)).status()).toBe(200)
  await problemIn(await admin.get(one), 404, 'not_found')
})

test('the next runs and any day can be seen before', async ({ as }) => {
  const admin = as('admin')
  const rule = {
    frequency: 'daily',
    time_of_day: '02:30',
    time_zone: 'America/New_York',
    after: '2027-03-13T12:00:00Z',
  }
  const { data } = await (await admin.post(`${path}/preview`, rule)).json()
  expect(data.runs[0]).toMatchObject({
    at: '2027-03-14T07:00:00.000Z',
    local: '2027-03-14T02:30',
    note: 'Clocks go forward: there is no 02:30, so it runs at 03:00.',
  })
  const rehearsal = await admin.get(`${path}/rehearsal?date=2030-01-01`)
  expect((await rehearsal.json()).data).toMatchObject({ date: '2030-01-01', has_more: false })
})

test('wrong input is a 400 that names the field, and others may not', async ({ as, stack }) => {
  const admin = as('admin')
  const wrong: [object, string][] = [
    [{ frequency: 'hourly' }, 'frequency'],
    [{ cron_expression: '61 * * * *' }, 'cron_expression'],
    [{ time_zone: 'Mars/Olympus' }, 'time_zone'],
    [{ day_of_month: 0 }, 'day_of_month'],
    [{ nonsense: 1 }, 'nonsense'],
    [{ export_type: 'nonsense' }, 'export_type'],
    [{ recipients: ['nobody@elsewhere.example'] }, 'recipients.0'],
  ]
  for (const [change, field] of wrong)
    await wrongField(await admin.post(path, { ...monthly, ...change }), field)
  await wrongField(await admin.get(`${path}/rehearsal?date=2026-02-30`), 'date')
  await wrongField(await admin.get(`${path}/not-an-id`), 'id')
  for (const caller of ['manager', 'viewer', 'read_only'] as const) {
    await problemIn(await as(caller).post(path, monthly), 403, 'forbidden')
  }
  await problemIn(await as('nobody').get(path), 401, 'unauthenticated')
  const { data } = await (await admin.post(path, monthly)).json()
  await problemIn(await as('admin', stack.tenants[1]).post(`${path}/${data.id}/run`, {}), 404, 'not_found')
})
