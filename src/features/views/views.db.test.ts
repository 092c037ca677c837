import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { contextOf, contextsOf, createTenant, ownerRows } from '../../../tests/support/owner.ts'
import { deleteView, listViews, renameView, saveView } from './service.ts'

let admin: Context
let manager: Context
let colleague: Context
let stranger: Context

beforeAll(async () => {
  ;({ admin, manager, manager2: colleague } = await contextsOf(await createTenant(0)))
  stranger = await contextOf(await createTenant(0), 'admin')
})

const view = { screen: 'data/sales', name: 'West, unpaid', parameters: { filters: '{"region":["West"]}' } }
const namesFor = async (context: Context, screen = 'data/sales') =>
  (await listViews.execute(context, { screen })).map(({ name }) => name)

describe('saved views', () => {
  it('are private until they are shared, and never leave the company', async () => {
    const saved = await saveView.execute(manager, view)
    expect(saved).toMatchObject({ ...view, is_own: true, is_shared: false })
    expect(await namesFor(manager)).toEqual(['West, unpaid'])
    expect(await namesFor(colleague)).toEqual([])
    await renameView.execute(manager, { id: saved.id, name: 'West', is_shared: true })
    expect(await listViews.execute(colleague, { screen: view.screen })).toMatchObject([
      { name: 'West', is_own: false, is_shared: true, parameters: view.parameters },
    ])
    expect(await namesFor(stranger)).toEqual([])
    expect(await namesFor(manager, 'exports')).toEqual([])
  })

  it('of the same name are replaced, and a rename to a taken name is refused', async () => {
    const first = await saveView.execute(colleague, { ...view, name: 'Mine' })
    const again = await saveView.execute(colleague, { ...view, name: 'Mine', parameters: { limit: '50' } })
    expect(again).toMatchObject({ id: first.id, parameters: { limit: '50' } })
    const other = await saveView.execute(colleague, { ...view, name: 'Other' })
    await expect(renameView.execute(colleague, { id: other.id, name: 'Mine' })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('are changed by their owner alone; an admin may delete what is shared', async () => {
    const shared = await saveView.execute(manager, { ...view, name: 'For all', is_shared: true })
    const own = await saveView.execute(manager, { ...view, name: 'For me' })
    const missing = { code: 'not_found' }
    for (const context of [colleague, admin, stranger]) {
      await expect(renameView.execute(context, { id: shared.id, name: 'Theirs' })).rejects.toMatchObject(
        missing,
      )
      await expect(deleteView.execute(context, { id: own.id })).rejects.toMatchObject(missing)
    }
    await expect(deleteView.execute(colleague, { id: shared.id })).rejects.toMatchObject(missing)
    await deleteView.execute(admin, { id: shared.id })
    await deleteView.execute(manager, { id: own.id })
    const left = await namesFor(manager)
    expect(left).not.toContain('For all')
    expect(left).not.toContain('For me')
  })

  it('of a dataset need the right to read it', async () => {
    const payroll = { ...view, screen: 'data/payroll' }
    await expect(saveView.execute(manager, payroll)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(namesFor(manager, 'data/payroll')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(namesFor(admin, 'data/nothing')).rejects.toMatchObject({ code: 'not_found' })
  })

  it.each(['NUL \0', 'half a pair \ud800'])(
    'cannot hold what the database has no place for: %j',
    async (text) => {
      for (const parameters of [{ search: text }, { [text]: 'x' }]) {
        const asked = saveView.execute(manager, { ...view, parameters })
        await expect(asked).rejects.toMatchObject({ code: 'invalid_request' })
      }
    },
  )

  it('are so many at most, and one of them can still be replaced', async () => {
    await ownerRows(
      `insert into saved_views (tenant_id, user_id, screen, name, parameters)
       select $1, $2, 'exports', 'View ' || n, '{}' from generate_series(1, 100) n`,
      [admin.principal.tenantId, admin.principal.userId],
    )
    const more = { ...view, screen: 'exports' }
    await expect(saveView.execute(admin, more)).rejects.toMatchObject({ code: 'conflict' })
    expect(await saveView.execute(admin, { ...more, name: 'View 1' })).toMatchObject({ name: 'View 1' })
  })
})
