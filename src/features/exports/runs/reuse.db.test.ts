import { buffer } from 'node:stream/consumers'
import { beforeAll, describe, expect, it } from 'vitest'
import { pdf } from '#src/encoding/pdf/pdf.ts'
import type { Context } from '#src/lib/context.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import type { FixtureTenant } from '../../../../scripts/sample/fixtures.ts'
import { finishedExport, runNow } from '../../../../tests/support/finished-export.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { runAgain } from '../commands/again.ts'
import { createExport } from '../commands/create.ts'
import { getManifest } from '../proofs/service.ts'
import type { CreateExportInput } from '../record/schema.ts'
import { createSchedule } from '../schedules/commands/create.ts'
import { removeSpools } from './sweeps.ts'

let tenant: FixtureTenant
let manager: Context
let boss: Context
/** Nobody else's rows: each test has a filter of its own. */
let city = 0

beforeAll(async () => {
  tenant = await createTenant(20)
  manager = await contextOf(tenant, 'manager')
  boss = await contextOf(tenant, 'admin')
})

const request = (changes: Partial<CreateExportInput> = {}): Partial<CreateExportInput> => ({
  export_type: 'customers',
  columns: ['customer_no', 'city'],
  sort: [{ column: 'customer_no', direction: 'asc' }],
  filters: { date_from: `2001-01-${String(city).padStart(2, '0')}` },
  ...changes,
})
const reuse = (changes: Partial<CreateExportInput> = {}) =>
  request({ options: { reuse_minutes: 60 }, ...changes })
const move = (to: string) => ownerRows('update customers set city = $2 where tenant_id = $1', [tenant.id, to])
const textOf = async (id: string) => {
  const [row] = await ownerRows<{ file_path: string }>('select file_path from data_exports where id = $1', [
    id,
  ])
  return (await buffer(await getStorage().read(`${row!.file_path}/part-1`))).toString()
}

/** A first export, and then a change in the rows that it read. */
async function earlier() {
  city += 1
  await move('Before')
  const made = await finishedExport(manager, request())
  await move('After')
  return made
}

describe('an equal request that allows rows read earlier', () => {
  it('has the rows of the earlier one, in any format, and its manifest says whose they are', async () => {
    const first = await earlier()
    const second = await finishedExport(manager, reuse())
    const third = await finishedExport(boss, reuse({ format: 'ndjson' }))
    expect(await textOf(second.id)).toBe(await textOf(first.id))
    expect(await textOf(third.id)).toContain('Before')
    for (const made of [second, third]) {
      expect(made).toMatchObject({ snapshot_of: first.id, snapshot_at: first.snapshot_at })
      const manifest = await getManifest.execute(boss, { id: made.id })
      expect(manifest).toMatchObject({ snapshot_of: first.id, snapshot_at: first.snapshot_at })
    }
  })

  it.each<[string, Partial<CreateExportInput>]>([
    ['another filter', { filters: { date_from: '2001-02-01' } }],
    ['another column', { columns: ['customer_no', 'city', 'country'] }],
    ['another order', { sort: [{ column: 'city', direction: 'asc' }] }],
    ['another time zone', { options: { reuse_minutes: 60, time_zone: 'Asia/Tokyo' } }],
    ['no permission to reuse', { options: {} }],
  ])('reads its own rows when it has %s', async (_what, changes) => {
    await earlier()
    const made = await finishedExport(manager, reuse(changes))
    expect(made.snapshot_of).toBeNull()
    expect(await textOf(made.id)).toContain('After')
  })

  it('reads its own rows when those of the earlier one are older than it allows', async () => {
    const first = await earlier()
    await ownerRows(
      `update data_exports set snapshot_at = snapshot_at - interval '61 minutes' where id = $1`,
      [first.id],
    )
    expect(await textOf((await finishedExport(manager, reuse())).id)).toContain('After')
  })

  it('reads its own rows when those of the earlier one are not kept any more', async () => {
    await earlier()
    await removeSpools(true)
    expect(await textOf((await finishedExport(manager, reuse())).id)).toContain('After')
  })

  it('is not answered from rows that the person may not see as they were read', async () => {
    city += 1
    const columns = ['customer_no', 'email']
    await finishedExport(boss, request({ columns }))
    const made = await finishedExport(manager, reuse({ columns }))
    expect(made.snapshot_of).toBeNull()
    const manifest = await getManifest.execute(boss, { id: made.id })
    expect(manifest.columns.find(({ key }: { key: string }) => key === 'email')).toMatchObject({
      masked: true,
    })
  })

  it('fails as any other when its format cannot hold the rows that were read', async () => {
    await earlier()
    const { limits } = pdf
    const { id } = await createExport.execute(manager, {
      ...{ export_name: 'x', format: 'pdf', ...reuse() },
      export_type: 'customers',
    })
    pdf.limits = { ...limits, rows: 1 }
    const failed = await runNow(manager, id).finally(() => {
      pdf.limits = limits
    })
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'too_many_rows' }, attempt: 1 })
  })

  it('is not answered from the rows of another company', async () => {
    await earlier()
    const stranger = await contextOf(await createTenant(5), 'manager')
    expect((await finishedExport(stranger, reuse())).snapshot_of).toBeNull()
  })
})

it('running an export again reads the rows of now', async () => {
  await earlier()
  const made = await finishedExport(manager, reuse())
  expect(made.snapshot_of).not.toBeNull()
  const { options } = await runAgain.execute(manager, { id: made.id })
  expect(options).not.toHaveProperty('reuse_minutes')
})

it('an age that makes no sense, or stands beside "only changes", is refused and named', async () => {
  for (const minutes of [0, 1.5, 10_081, '60', null]) {
    const asked = finishedExport(manager, reuse({ options: { reuse_minutes: minutes } }))
    await expect(asked).rejects.toMatchObject({
      details: {
        errors: [{ path: 'options.reuse_minutes', message: expect.stringContaining('from 1 to 10080') }],
      },
    })
  }
  const schedule = createSchedule.execute(boss, {
    ...{ schedule_name: 'Changes', export_type: 'customers', format: 'csv', frequency: 'daily' as const },
    ...{ only_changes: true, options: { reuse_minutes: 60 } },
  })
  await expect(schedule).rejects.toMatchObject({ details: { errors: [{ path: 'options.reuse_minutes' }] } })
})
