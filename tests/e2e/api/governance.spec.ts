import { addTenants } from '../stack.ts'
import { expect, problemIn, test, wrongField } from './client.ts'

const rules = '/api/v1/exports/governance'

test('rules are read and written with their version, and hold for what is requested next', async ({ as }) => {
  const [tenant] = await addTenants(1, 5)
  const admin = as('admin', tenant!)
  const read = await admin.get(rules)
  expect([read.status(), read.headers().etag]).toEqual([200, expect.stringMatching(/^"0-/)])
  await problemIn(await admin.send('PUT', rules, { approval_rows: 2 }), 428, 'precondition_required')
  await problemIn(await admin.send('PUT', rules, {}, { 'If-Match': '"7"' }), 412, 'precondition_failed')
  await wrongField(
    await admin.send('PUT', rules, { retention_days: 9999 }, { 'If-Match': '"0"' }),
    'retention_days',
  )
  const saved = await admin.send('PUT', rules, { approval_rows: 2 }, { 'If-Match': '"0"' })
  expect([saved.status(), saved.headers().etag]).toEqual([200, expect.stringMatching(/^"1-/)])

  const manager = as('manager', tenant!)
  const { data } = await (await manager.create()).json()
  expect(data).toMatchObject({ status: 'pending', phase: 'approval' })
  await problemIn(await manager.post(`${data.links.self}/approve`), 403, 'forbidden')
  await wrongField(await admin.post(`${data.links.self}/reject`), 'reason')
  expect((await admin.post(`${data.links.self}/approve`)).status()).toBe(200)
  await problemIn(await admin.post(`${data.links.self}/reject`, { reason: 'late' }), 409, 'conflict')
  await manager.until(data.id, 'completed')
})

test('statistics, analytics and the log of downloads are for admins, and refuse what makes no sense', async ({
  as,
}) => {
  const [tenant] = await addTenants(1, 5)
  const admin = as('admin', tenant!)
  await admin.finished()
  const day = new Date().toISOString().slice(0, 10)
  const { data } = await (await admin.get('/api/v1/exports/statistics')).json()
  expect(data).toMatchObject({ total_exports: 1, successful_exports: 1, failed_exports: 0, total_records: 5 })
  const analytics = await (await admin.get('/api/v1/exports/analytics')).json()
  expect(analytics.data.totals).toMatchObject({ exports: 1, completed: 1 })
  for (const path of ['statistics', 'analytics', 'downloads', 'approvals', 'alerts', 'governance']) {
    expect((await admin.get(`/api/v1/exports/${path}`)).status(), path).toBe(200)
    await problemIn(await as('manager', tenant!).get(`/api/v1/exports/${path}`), 403, 'forbidden')
    await wrongField(await admin.get(`/api/v1/exports/${path}?nothing=1`), 'nothing')
  }
  for (const path of ['statistics', 'analytics', 'downloads']) {
    await wrongField(await admin.get(`/api/v1/exports/${path}?date_from=0000-01-01`), 'date_from')
    await wrongField(
      await admin.get(`/api/v1/exports/${path}?date_from=${day}&date_to=2020-01-01`),
      'date_to',
    )
  }
})
