import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { contextOf, createTenant } from '../../../../tests/support/owner.ts'
import { startProxy } from '../../../../tests/support/tcp-proxy.ts'
import { planFile } from '../record/plan-file.ts'
import { takeSnapshot } from './snapshot.ts'

// Before anything asks the database, so that all connections lead through it.
const proxy = await startProxy()
process.env.DATABASE_URL = proxy.url

const folder = await mkdtemp(join(tmpdir(), 'waybill-late-count-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

it('waits for the number of rows that the server says after the last of them', async () => {
  const { principal } = await contextOf(await createTenant(20), 'super_admin')
  const request = {
    export_name: 'Test',
    export_type: 'sales',
    format: 'csv',
    filters: {},
    sort: [],
    options: {},
  }
  const plan = planFile(principal, { ...request, columns: undefined })
  const path = join(folder, 'spool')
  const watch = { signal: new AbortController().signal, onOpen: () => {}, onRows: () => {} }
  proxy.pauseBefore = 'C\0\0\0\x0cCOPY 20\0'
  const { rows } = await takeSnapshot(principal.tenantId, plan, path, watch)
  expect(rows).toBe(20)
  expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(21)
})
