import { beforeAll, describe, expect, it } from 'vitest'
import { createExport } from '#src/features/exports/commands/create.ts'
import { executeExport } from '#src/features/exports/commands/execute.ts'
import type { Context } from '#src/lib/context.ts'
import { contextOf, contextsOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { createTemplate } from './commands/create.ts'
import { deleteTemplate } from './commands/delete.ts'
import { updateTemplate } from './commands/update.ts'
import { getTemplate } from './queries/get.ts'
import { listTemplates } from './queries/list.ts'
import { findBuiltIn } from './record/gallery.ts'

let admin: Context
let manager: Context
let colleague: Context
let viewer: Context
let stranger: Context

beforeAll(async () => {
  ;({ admin, manager, manager2: colleague, viewer } = await contextsOf(await createTenant(3)))
  stranger = await contextOf(await createTenant(1), 'admin')
})

const request = { export_type: 'sales', format: 'xlsx', columns: ['order_no', 'amount'] }
const save = (context: Context, changes: object = {}) =>
  createTemplate.execute(context, { template_name: 'Sales', ...request, ...changes })
const names = async (context: Context, input: object = {}) =>
  (await listTemplates.execute(context, input)).items.map(({ template_name }) => template_name)

describe('a template', () => {
  it('belongs to whoever made it until it is shared with the team', async () => {
    const { id, version } = await save(manager, { template_name: 'Mine alone', description: ' For me ' })
    expect(await getTemplate.execute(manager, { id })).toMatchObject({
      format: 'excel',
      description: 'For me',
      source: 'mine',
      may_change: true,
      use_count: 0,
      version: 1,
    })
    await expect(getTemplate.execute(colleague, { id })).rejects.toMatchObject({ code: 'not_found' })
    await updateTemplate.execute(manager, { id, is_public: true, version })
    expect(await getTemplate.execute(colleague, { id })).toMatchObject({ source: 'team', may_change: false })
    await expect(getTemplate.execute(stranger, { id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(listTemplates.execute(viewer, {})).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('is changed by its owner or an admin alone', async () => {
    const { id } = await save(manager, { template_name: 'Shared', is_public: true })
    await expect(updateTemplate.execute(colleague, { id, format: 'csv' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(deleteTemplate.execute(colleague, { id })).rejects.toMatchObject({ code: 'forbidden' })
    const changed = await updateTemplate.execute(admin, { id, format: 'csv' })
    expect(changed).toMatchObject({ format: 'csv', template_name: 'Shared', version: 2 })
    expect(await deleteTemplate.execute(admin, { id })).toEqual({ id, deleted: true })
    await expect(getTemplate.execute(manager, { id })).rejects.toMatchObject({ code: 'not_found' })
    const entries = await ownerRows(`select action from audit_entries where subject_id = $1 order by id`, [
      id,
    ])
    expect(entries.map(({ action }) => action)).toEqual([
      'template.created',
      'template.updated',
      'template.deleted',
    ])
  })

  it('is not changed from an old version, whichever door names it', async () => {
    const { id } = await save(manager)
    await updateTemplate.execute({ ...manager, ifMatch: '"1"' }, { id, format: 'csv' })
    for (const [context, version] of [
      [{ ...manager, ifMatch: '"1"' }, undefined],
      [manager, 1],
    ] as const) {
      await expect(updateTemplate.execute(context, { id, format: 'json', version })).rejects.toMatchObject({
        code: 'precondition_failed',
      })
    }
    await expect(deleteTemplate.execute({ ...manager, ifMatch: 'three' }, { id })).rejects.toMatchObject({
      code: 'invalid_request',
    })
  })

  it('of two changes at once one wins', async () => {
    const { id } = await save(manager)
    const both = await Promise.allSettled(
      ['csv', 'json'].map((format) => updateTemplate.execute(manager, { id, format, version: 1 })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('is refused when it could not run, naming every wrong path', async () => {
    const wrong = { columns: ['nope'], filters: { region: 1 }, options: { preset: 'lotus' }, format: 'csv' }
    const error = await save(manager, wrong).catch((thrown) => thrown)
    const paths = error.details.errors.map(({ path }: { path: string }) => path)
    expect(paths).toEqual(expect.arrayContaining(['columns.0', 'filters.region', 'options.preset']))
    await expect(save(manager, { export_type: 'payroll', columns: [] })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('the list of templates', () => {
  it('is paged by name without losing or repeating one, and searched', async () => {
    const own = await contextOf(await createTenant(1), 'manager')
    const all = ['Beta 100%', 'alpha', 'Beta 100%', 'Gamma', 'Äpfel']
    for (const template_name of all) await save(own, { template_name })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listTemplates.execute(own, { limit: 2, ...(cursor ? { cursor } : {}) })
      expect(page.pagination).toMatchObject({ total: 5, pages: 3 })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.pagination.next_cursor ?? undefined
    } while (cursor)
    expect(new Set(seen).size).toBe(5)
    expect(seen).toEqual((await listTemplates.execute(own, {})).items.map(({ id }) => id))
    expect(await names(own, { search: '100%' })).toEqual(['Beta 100%', 'Beta 100%'])
    expect(await names(own, { scope: 'team' })).toEqual([])
    await expect(listTemplates.execute(own, { cursor: 'x' })).rejects.toMatchObject({
      code: 'invalid_request',
    })
  })

  it('shows shared templates only to those who may read their dataset', async () => {
    await save(admin, { template_name: 'Pay', export_type: 'payroll', columns: [], is_public: true })
    expect(await names(admin)).toContain('Pay')
    expect(await names(manager)).not.toContain('Pay')
    expect(await names(manager, { scope: 'built_in' })).not.toContain('Payroll for the bank')
    expect(await names(admin, { scope: 'built_in' })).toContain('Payroll for the bank')
  })
})

describe('an export from a template', () => {
  it('takes from it what the body leaves out, and records it', async () => {
    const { id } = await save(manager, {
      template_name: 'Shipped',
      filters: { status: 'shipped' },
      sort: [{ column: 'amount', direction: 'desc' }],
    })
    expect(await createExport.execute(manager, { template_id: id })).toMatchObject({
      export_name: 'Shipped',
      export_type: 'sales',
      format: 'excel',
      columns: ['order_no', 'amount'],
      filters: { status: 'shipped' },
      sort: [{ column: 'amount', direction: 'desc' }],
      template_id: id,
    })
    expect(await executeExport.execute(manager, { template_id: id })).toMatchObject({
      export_name: 'Shipped',
      template_id: id,
    })
    const own = await createExport.execute(manager, { template_id: id, filters: {}, format: 'csv' })
    expect(own).toMatchObject({ filters: {}, format: 'csv', columns: ['order_no', 'amount'] })
    const used = await getTemplate.execute(manager, { id })
    expect(used).toMatchObject({ use_count: 3, version: 1 })
    expect(Date.parse(used.last_used_at!)).toBeGreaterThan(Date.now() - 60_000)
  })

  it('may come from the gallery, whose use is counted too', async () => {
    const template = findBuiltIn('00000000-0000-4000-8000-000000000007')!
    const made = await createExport.execute(manager, { template_id: template.id })
    expect(made).toMatchObject({ export_name: template.name, template_id: template.id })
    expect(await getTemplate.execute(admin, { id: template.id })).toMatchObject({ use_count: 1 })
    expect(await getTemplate.execute(stranger, { id: template.id })).toMatchObject({ use_count: 0 })
  })

  it('is refused for a template that the person may not use, and for a body without one that says too little', async () => {
    const { id } = await save(admin, { template_name: 'Private' })
    await expect(createExport.execute(manager, { template_id: id })).rejects.toMatchObject({
      details: { errors: [{ path: 'template_id' }] },
    })
    const error = await createExport.execute(manager, { format: 'csv' }).catch((thrown) => thrown)
    expect(error.details.errors.map(({ path }: { path: string }) => path)).toEqual([
      'export_name',
      'export_type',
    ])
  })

  it('runs on without what the dataset lost, and stops where a lost filter would add rows', async () => {
    const { id } = await save(manager, { filters: { status: 'shipped' } })
    const lose = (change: string) => ownerRows(`update export_templates set ${change} where id = $1`, [id])
    await lose(`columns = '["order_no", "old_column", "older_column"]'`)
    expect((await getTemplate.execute(manager, { id })).problems).toHaveLength(2)
    expect(await createExport.execute(manager, { template_id: id })).toMatchObject({ columns: ['order_no'] })
    await lose(`columns = '["old_column"]'`)
    await expect(createExport.execute(manager, { template_id: id })).rejects.toMatchObject({
      code: 'conflict',
    })
    await lose(`columns = null, filters = '{"old_filter": "x"}'`)
    await expect(createExport.execute(manager, { template_id: id })).rejects.toMatchObject({
      code: 'conflict',
    })
    const without = await createExport.execute(manager, { template_id: id, filters: {} })
    expect(without).toMatchObject({ filters: {}, columns: null })
  })
})
