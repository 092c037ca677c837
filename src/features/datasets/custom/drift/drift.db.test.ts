import { beforeAll, describe, expect, it } from 'vitest'
import { createExport } from '#src/features/exports/commands/create.ts'
import { createTemplate } from '#src/features/exports/templates/commands/create.ts'
import { getTemplate } from '#src/features/exports/templates/queries/get.ts'
import type { Context } from '#src/lib/context.ts'
import { finishedExport, runNow } from '../../../../../tests/support/finished-export.ts'
import { ownerRows } from '../../../../../tests/support/owner.ts'
import { connectShop, refusal, type Shop } from '../../../../../tests/support/shop.ts'
import { createDataset } from '../commands/create.ts'
import { repairDataset } from '../commands/repair.ts'
import { getDataset } from '../queries/get.ts'
import { getDrift } from '../queries/get-drift.ts'
import { lookAtSources } from './sweeps.ts'

let shop: Shop
let admin: Context

beforeAll(async () => {
  shop = await connectShop()
})

async function datasetOf(name: string, columns: string): Promise<string> {
  await run(`create table public.${name} (${columns}); grant select on public.${name} to public`)
  const { source_id } = shop
  const { key } = await createDataset.execute(await shop.admin(), { source_id, schema: 'public', name })
  await refresh()
  return key
}

async function run(text: string): Promise<void> {
  await shop.database.run(text)
}

async function refresh(): Promise<void> {
  admin = await shop.admin()
}

async function stateOf(key: string) {
  const { state, reasons, version } = await getDataset.execute(admin, { key })
  return { state, reasons, version }
}

async function auditOf(key: string): Promise<string[]> {
  const rows = await ownerRows<{ action: string }>(
    `select action from audit_entries where details->>'key' = $1 order by id`,
    [key],
  )
  return rows.map(({ action }) => action)
}

describe('a dataset whose table has changed', () => {
  it('fails its runs before anything is written, says what is wrong, and is right again by one repair', async () => {
    const key = await datasetOf(
      'moving',
      'id int primary key, gone int, amount numeric(8, 2), size int, title text',
    )
    const template = await createTemplate.execute(admin, {
      ...{ template_name: 'Moving', export_type: key, format: 'csv', columns: ['id', 'gone'] },
    })
    await run(`alter table public.moving drop column gone;
      alter table public.moving alter column amount type text, alter column size type bigint;
      alter table public.moving rename column title to heading;
      alter table public.moving add column title_2 text`)
    const reasons = [
      'The column “gone” is no longer in public.moving.',
      'The column “amount” of public.moving is now text and was numeric(8,2).',
      'The column “title” is no longer in public.moving.',
    ]

    const failed = await finishedExport(admin, { export_type: key })
    expect(failed).toMatchObject({ status: 'failed', files: [] })
    expect(failed.error).toMatchObject({ code: 'request_outdated', message: reasons.join(' ') })
    expect(await stateOf(key)).toEqual({ state: 'needs_attention', reasons, version: 1 })
    await refresh()
    expect((await getTemplate.execute(admin, { id: template.id })).problems).toMatchObject([
      { part: 'column', key: 'gone', message: 'The column Gone is no longer in its table.' },
    ])

    expect(await getDrift.execute(admin, { key })).toMatchObject({
      fits: false,
      problems: reasons.map((message) => ({ message })),
      renames: [{ column: 'title', from: 'title', to: 'heading' }],
      new_columns: [{ name: 'heading' }, { name: 'title_2' }],
    })
    expect(await refusal(repairDataset.execute(admin, { key, renames: { title: 'title_2' } }))).toMatchObject(
      { code: 'invalid_value', message: expect.stringContaining('{"title": "heading"}') },
    )
    const repaired = await repairDataset.execute(admin, { key, version: 1, renames: { title: 'heading' } })
    expect(repaired).toMatchObject({ state: 'ok', reasons: [], version: 2 })
    expect(repaired.columns.map((column) => `${column.key} ${column.name} ${column.type}`)).toEqual([
      ...['id id integer', 'amount amount text', 'size size integer', 'title heading text'],
    ])
    await refresh()
    expect(await finishedExport(admin, { export_type: key })).toMatchObject({ status: 'completed' })
    expect(await auditOf(key)).toEqual(['dataset.created', 'dataset.drifted', 'dataset.repaired'])
    expect(await refusal(repairDataset.execute(admin, { key }))).toMatchObject({ code: 'conflict' })
    expect(await refusal(getDrift.execute(shop.stranger, { key }))).toMatchObject({ code: 'not_found' })
    expect(await refusal(repairDataset.execute(shop.stranger, { key }))).toMatchObject({ code: 'not_found' })
    expect((await getTemplate.execute(admin, { id: template.id })).problems).toMatchObject([
      { message: 'The column gone no longer exists.' },
    ])
  })

  it('is found by a look once a day, and fits again when the table does', async () => {
    const key = await datasetOf('keyed', 'id int primary key, code text not null unique')
    const age = () => ownerRows(`update custom_datasets set checked_at = now() - interval '25 hours'`)
    await run('alter table public.keyed drop constraint keyed_pkey, drop constraint keyed_code_key')
    expect(await lookAtSources()).toBe(0)
    await age()
    expect(await lookAtSources()).toBe(1)
    const reasons = ['Rows of public.keyed are no longer identified by id.']
    expect(await stateOf(key)).toMatchObject({ state: 'needs_attention', reasons })
    await run('alter table public.keyed add primary key (id)')
    await age()
    await lookAtSources()
    expect(await stateOf(key)).toEqual({ state: 'ok', reasons: [], version: 1 })
    await run('drop table public.keyed')
    const { error } = await finishedExport(admin, { export_type: key })
    expect(error).toMatchObject({ code: 'request_outdated', message: expect.stringContaining('is gone') })
    expect(await refusal(repairDataset.execute(admin, { key }))).toMatchObject({ code: 'conflict' })
    expect(await auditOf(key)).toEqual([
      ...['dataset.created', 'dataset.drifted', 'dataset.fits_again', 'dataset.drifted'],
    ])
  })

  it('ends a run whose column goes between the look and the reading, and keeps nothing of it', async () => {
    const key = await datasetOf('pulled', 'id int primary key, gone int')
    const { id } = await createExport.execute(admin, {
      export_name: 'Pulled',
      export_type: key,
      format: 'csv',
    })
    await run('begin; alter table public.pulled drop column gone')
    const ended = runNow(admin, id)
    // The run has looked: only reading rows waits for the table.
    await expect
      .poll(async () => {
        const { rows } = await shop.database.run(
          `select from pg_locks where relation = 'public.pulled'::regclass and not granted`,
        )
        return rows.length
      })
      .toBe(1)
    await run('commit')
    expect(await ended).toMatchObject({
      ...{
        status: 'failed',
        files: [],
        error: { code: 'source_changed', message: expect.stringContaining('gone') },
      },
    })
  })
})
