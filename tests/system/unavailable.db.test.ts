import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { createExport } from '#src/features/exports/commands/create.ts'
import { listExports } from '#src/features/exports/queries/list.ts'
import type { Context } from '#src/lib/context.ts'
import { closeDatabase, initializeDatabase } from '#src/lib/db/index.ts'
import { isConnectionError } from '#src/lib/errors.ts'
import { route } from '#src/lib/http/route.ts'
import { stateOf } from '../support/exports.ts'
import { contextOf, createTenant, ownerRows } from '../support/owner.ts'
import { startProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { until } from '../support/until.ts'

let manager: Context
let key: string
let proxy: TcpProxy

beforeAll(async () => {
  const tenant = await createTenant(20)
  manager = await contextOf(tenant, 'manager')
  key = tenant.api_keys.find(({ kind }) => kind === 'full')!.key
})

beforeEach(async () => {
  proxy = await startProxy()
  await closeDatabase()
})

afterEach(async () => {
  proxy.open()
  await closeDatabase()
})

/** The pool of a product whose database lies behind the proxy, and that gives up on it soon. */
const connect = () => initializeDatabase({ connectionString: proxy.url, queryTimeout: 2_000 })

const list = (): Promise<Response> => {
  const request = new Request('http://localhost:3999/api/v1/exports', {
    headers: { authorization: `Bearer ${key}` },
  })
  return route(listExports)(request, { params: Promise.resolve({}) })
}

async function expectUnavailable(): Promise<void> {
  const response = await list()
  expect(await response.json()).toMatchObject({ success: false, code: 'unavailable' })
  expect(response.status).toBe(503)
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
}

it('a request is told at once when the database is away, and answered when it is back', async () => {
  connect()
  expect((await list()).status).toBe(200)
  proxy.close()
  for (let again = 0; again < 3; again += 1) await expectUnavailable()
  proxy.open()
  await until('the list answers again', async () => (await list()).status === 200)
})

it('a request on a connection that fell silent is answered too, and leaves the pool whole', async () => {
  const { pool } = connect()
  expect((await list()).status).toBe(200)
  proxy.fallSilent()
  await Promise.all([expectUnavailable(), expectUnavailable()])
  proxy.open()
  await until('the list answers again', async () => (await list()).status === 200)
  expect(pool.waitingCount).toBe(0)
})

it('a command whose connection ends changed nothing, or all of it', async () => {
  connect()
  const before = await ownerRows('select id from data_exports')
  proxy.close()
  const input = { export_name: 'Lost', export_type: 'customers', format: 'csv' }
  await expect(createExport.execute(manager, input)).rejects.toSatisfy(isConnectionError)
  expect(await ownerRows('select id from data_exports')).toHaveLength(before.length)
  proxy.open()
  const { id } = await until('exports are taken again', () =>
    createExport.execute(manager, input).catch(() => undefined),
  )
  expect(await stateOf(id)).toMatchObject({ status: 'pending', attempt: 0 })
})
