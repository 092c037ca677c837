import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { FixtureTenant } from '../../../scripts/sample/fixtures.ts'
import { addTenants } from '../stack.ts'
import { expect, problemIn, test } from './client.ts'

let tenant: FixtureTenant

test.beforeAll(async () => {
  tenant = (await addTenants(1, 50))[0]!
})

/** While this runs, no export of the tenant starts: claims wait for the lock that they count slots under. */
async function whileNothingStarts<T>(owner: pg.Client, run: () => Promise<T>): Promise<T> {
  const lock = `hashtext('exports.slots'), hashtext($1)`
  await owner.query(`select pg_advisory_lock(${lock})`, [tenant.id])
  try {
    return await run()
  } finally {
    await owner.query(`select pg_advisory_unlock(${lock})`, [tenant.id])
  }
}

/** While this runs, no export can read payroll: it is taken, and goes no further. */
async function whilePayrollIsLocked<T>(owner: pg.Client, run: () => Promise<T>): Promise<T> {
  await owner.query('begin; lock table payroll in access exclusive mode')
  try {
    return await run()
  } finally {
    await owner.query('rollback')
  }
}

test('a pending export is cancelled at once, keeps no link to cancel it again, and can be retried', async ({
  as,
  owner,
}) => {
  const admin = as('admin', tenant)
  const id = await whileNothingStarts(owner, async () => {
    const { data } = await (await admin.create()).json()
    await problemIn(await admin.get(`/api/v1/exports/${data.id}/download`), 409, 'conflict')
    await problemIn(await admin.get(`/api/v1/exports/${data.id}/manifest`), 409, 'conflict')
    await problemIn(await admin.post(`/api/v1/exports/${data.id}/verify`), 409, 'conflict')
    await problemIn(await admin.post(`/api/v1/exports/${data.id}/retry`), 409, 'conflict')
    await problemIn(await admin.delete(`/api/v1/exports/${data.id}`), 409, 'conflict')
    const response = await admin.post(data.links.cancel)
    expect(response.status()).toBe(200)
    expect((await response.json()).data).toMatchObject({ status: 'cancelled', links: { cancel: null } })
    return data.id
  })
  const { detail } = await problemIn(await admin.post(`/api/v1/exports/${id}/cancel`), 409, 'conflict')
  expect(detail).toContain('cancelled')
  const again = await admin.post(`/api/v1/exports/${id}/retry`)
  expect(again.status()).toBe(201)
  const { data } = await again.json()
  expect(again.headers().location).toBe(data.links.self)
  expect(data).toMatchObject({ retry_of: id, export_name: 'Contract' })
  expect(data.id).not.toBe(id)
  await admin.until(data.id, 'completed')
  expect((await (await admin.get(`/api/v1/exports/${id}`)).json()).data.status).toBe('cancelled')
})

test('a running export says that it is being cancelled, and then that it was; nothing is left of it', async ({
  as,
  owner,
  stack,
}) => {
  const admin = as('admin', tenant)
  const id = await whilePayrollIsLocked(owner, async () => {
    const { data } = await (await admin.create({ export_type: 'payroll' })).json()
    await admin.until(data.id, 'processing')
    const { data: cancelling } = await (await admin.post(data.links.cancel)).json()
    expect(cancelling.cancel_requested_at).not.toBeNull()
    await admin.until(data.id, 'cancelled')
    return data.id
  })
  const { data } = await (await admin.get(`/api/v1/exports/${id}?include_details=true`)).json()
  expect(data).toMatchObject({ files: [], file_name: null, attempts: [{ outcome: 'cancelled' }] })
  expect(existsSync(join(stack.storageDir, 'files', tenant.id, id))).toBe(false)
})

test('a finished export cannot be cancelled or retried; deleted, it is gone with its file', async ({
  as,
  owner,
  stack,
}) => {
  const admin = as('admin', tenant)
  const { id, links } = await admin.finished()
  await problemIn(await admin.post(`/api/v1/exports/${id}/cancel`), 409, 'conflict')
  await problemIn(await admin.post(`/api/v1/exports/${id}/retry`), 409, 'conflict')
  const link = await admin.link(id)
  const folder = join(stack.storageDir, 'files', tenant.id, id)
  expect(existsSync(folder)).toBe(true)

  const response = await admin.delete(links.self)
  expect([response.status(), (await response.json()).data]).toEqual([200, { id, deleted: true }])
  expect(existsSync(folder)).toBe(false)
  for (const path of [links.self, links.download, links.manifest, `/api/v1/exports/status/${id}`, link])
    await problemIn(await admin.get(path), 404, 'not_found')
  await problemIn(await admin.delete(links.self), 404, 'not_found')
  const { rows } = await owner.query('select action from audit_entries where subject_id = $1 order by id', [
    id,
  ])
  expect(rows.map(({ action }) => action)).toEqual([
    ...['export.created', 'export.started', 'export.completed', 'export.deleted'],
  ])
})

test('an expired export is gone, and can be asked for again', async ({ as, owner }) => {
  const admin = as('admin', tenant)
  const { id, links } = await admin.finished()
  const link = await admin.link(id)
  await owner.query(`update data_exports set expires_at = now() - interval '1 hour' where id = $1`, [id])
  for (const path of [links.download, links.manifest, link])
    await problemIn(await admin.get(path), 410, 'gone')
  await problemIn(await admin.post(links.verify), 410, 'gone')
  const again = await admin.post(`/api/v1/exports/${id}/retry`)
  expect(again.status()).toBe(201)
  await admin.until((await again.json()).data.id, 'completed')
})

test('what was sent to somebody is theirs to fetch, not to change', async ({ as }) => {
  const reader = tenant.users.find(({ role }) => role === 'manager2')!
  const { id, links } = await as('manager', tenant).finished({ recipients: [reader.email.toUpperCase()] })
  const client = as('manager2', tenant)
  expect(
    (await (await client.get('/api/v1/exports')).json()).data.map((item: { id: string }) => item.id),
  ).toContain(id)
  for (const path of [links.self, links.download, links.manifest])
    expect((await client.get(path)).status()).toBe(200)
  expect((await client.get(await client.link(id))).status()).toBe(200)
  await problemIn(await client.delete(links.self), 403, 'forbidden')
  const manager2 = tenant.users.find(({ role }) => role === 'manager2')!
  const shared = await as('manager', tenant).finished({ recipients: [manager2.email] })
  for (const [method, path] of [
    ['POST', `${shared.links.self}/retry`],
    ['POST', `${shared.links.self}/cancel`],
    ['DELETE', shared.links.self],
  ] as const)
    await problemIn(await as('manager2', tenant).send(method, path), 403, 'forbidden')
})
