import { afterEach, beforeEach, expect, it } from 'vitest'
import { applyImport } from '#src/features/imports/commands/apply.ts'
import { getImport } from '#src/features/imports/queries/get.ts'
import type { ImportResource } from '#src/features/imports/schema.ts'
import { createLocation } from '#src/features/inventory/commands/create-location.ts'
import type { Context } from '#src/lib/context.ts'
import { closeGate } from '../support/gate.ts'
import { upload } from '../support/imports.ts'
import { contextOf, createTenant, ownerRows } from '../support/owner.ts'
import { until } from '../support/until.ts'
import { killWorkers, startWorker } from '../support/worker-process.ts'

let context: Context

beforeEach(async () => {
  context = await contextOf(await createTenant(0), 'admin')
  await createLocation.execute(context, { code: 'W', name: 'Hall' })
})

afterEach(killWorkers)

const file = [
  'SKU,Product,Unit cost,Price,Currency,Warehouse,On hand',
  ...Array.from({ length: 1_500 }, (_, index) => `S-${index},Screw ${index},1,2,EUR,W,7`),
].join('\n')

const untilImport = (id: string, status: ImportResource['status']) =>
  until(`the import is ${status}`, async () => (await getImport.execute(context, { id })).status === status)

const stock = async () => {
  const [row] = await ownerRows<{ items: number; pieces: number }>(
    `select (select count(*)::int from products where tenant_id = $1) as items,
       (select coalesce(sum(quantity), 0)::int from stock_movements where tenant_id = $1) as pieces`,
    [context.principal.tenantId],
  )
  return row
}

const applied = `new.status = 'applied'`

it.each([
  ['between two batches', { table: 'import_changes', on: 'insert', when: 'new.row > 1200' }, 2],
  ['with every row there', { table: 'imports', on: 'update', when: applied }, 2],
  ['as it commits', { table: 'imports', on: 'update', when: applied, atCommit: true }, 1],
] as const)(
  'a worker that is killed %s leaves an import that is applied once',
  async (_, change, attempts) => {
    const { id } = await upload(context, file)
    const first = await startWorker()
    await untilImport(id, 'checked')
    const gate = await closeGate({ ...change })
    await applyImport.execute(context, { id })
    await gate.reached()
    await first.signal('SIGKILL')
    await gate.open()
    await startWorker()
    await untilImport(id, 'applied')
    expect(await stock()).toEqual({ items: 1_500, pieces: 10_500 })
    const [row] = await ownerRows('select attempt - 1 as attempts from imports where id = $1', [id])
    expect(row).toEqual({ attempts })
  },
)
