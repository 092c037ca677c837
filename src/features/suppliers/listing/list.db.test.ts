import { beforeAll, describe, expect, it } from 'vitest'
import { setSessionFormats } from '#src/features/datasets/rows/repository.ts'
import { compileQuery } from '#src/features/datasets/rows/sql.ts'
import { planFile } from '#src/features/exports/record/plan-file.ts'
import type { Context } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { runNow } from '../../../../tests/support/finished-export.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { exportSuppliers } from '../commands/export.ts'
import { getExportChoices } from '../queries/export-choices.ts'
import { listSuppliers } from '../queries/list.ts'
import { sortableColumns } from './schema.ts'

const rows = 45

let manager: Context

beforeAll(async () => {
  manager = await contextOf(await createTenant(rows, { seed: 5 }), 'manager')
  await createTenant(rows, { seed: 5 })
})

type Choice = Record<string, unknown>

/** The ids of every page, by cursor and by number. */
async function listed(choice: Choice): Promise<string[]> {
  const byCursor: string[] = []
  const byNumber: string[] = []
  let cursor: string | null = null
  for (let page = 1; page < 20; page++) {
    const next = await listSuppliers.execute(manager, { ...choice, limit: 10, ...(cursor ? { cursor } : {}) })
    const numbered = await listSuppliers.execute(manager, { ...choice, limit: 10, page })
    byCursor.push(...next.items.map(({ id }) => id))
    byNumber.push(...numbered.items.map(({ id }) => id))
    expect(next.pagination.total).toBe(numbered.pagination.total)
    cursor = next.pagination.next_cursor
    expect(numbered.pagination.has_more).toBe(cursor !== null)
    if (!cursor) break
  }
  expect(byNumber).toEqual(byCursor)
  return byCursor
}

/** The ids of the rows of an export with the same choice, in the order of the file. */
async function exported(choice: Choice): Promise<string[]> {
  const { id } = await exportSuppliers.execute(manager, { choice })
  const [asked] = await ownerRows<{ filters: Choice; sort: { column: string; direction: 'asc' | 'desc' }[] }>(
    'select filters, sort from data_exports where id = $1',
    [id],
  )
  const plan = planFile(manager.principal, {
    ...{ export_type: 'suppliers', format: 'csv', options: {}, columns: ['id'], ...asked! },
  })
  return transaction(manager.principal.tenantId, 'read only', async (tx) => {
    await setSessionFormats(tx, plan.timeZone)
    const { text, values } = compileQuery(plan)
    return (await tx.$client.query<[string]>({ text, values, rowMode: 'array' })).rows.map(([row]) => row)
  })
}

const choices: [Choice, where: string][] = [
  [{}, 'true'],
  [{ q: 'V-000000' }, `supplier_no like 'V-000000%'`],
  [{ status: 'active,suspended' }, `status in ('active', 'suspended')`],
  [{ tier: 'strategic' }, `tier = 'strategic'`],
  [{ category: 'Papier, Büro' }, `category = 'Papier, Büro'`],
  [{ tag: 'grün' }, `'grün' = any(tags)`],
  [{ country: '日本' }, `country = '日本'`],
  [{ min_rating: '2.5' }, 'rating >= 2.5'],
  [{ min_rating: 1, max_rating: 2.5 }, 'rating between 1 and 2.5'],
  [{ created_after: '2022-08-01' }, `created_at >= timestamptz '2022-08-01 00:00 Europe/Berlin'`],
  [
    { created_after: '2022-08-01', created_before: '2023-03-01' },
    `created_at >= timestamptz '2022-08-01 00:00 Europe/Berlin'
     and created_at < timestamptz '2023-03-02 00:00 Europe/Berlin'`,
  ],
]

describe('the list of suppliers', () => {
  it.each(choices)(
    'with %j has the rows that SQL finds, in the order of its export',
    async (choice, where) => {
      const ids = await listed(choice)
      const found = await ownerRows<{ id: string }>(
        `select id from suppliers where tenant_id = $1 and ${where}`,
        [manager.principal.tenantId],
      )
      expect([...ids].sort()).toEqual(found.map(({ id }) => id).sort())
      expect(ids.length).toBeGreaterThan(0)
      expect(await exported(choice)).toEqual(ids)
    },
  )

  it.each(sortableColumns)('sorted by %s loses and repeats none, both ways', async (sort_by) => {
    for (const sort_order of ['asc', 'desc']) {
      const ids = await listed({ sort_by, sort_order })
      expect(new Set(ids).size).toBe(rows)
      expect(await exported({ sort_by, sort_order })).toEqual(ids)
    }
  })

  it('shows a manager masked accounts, as the file does', async () => {
    const { items } = await listSuppliers.execute(manager, { limit: 100 })
    const accounts = items.flatMap(({ iban }) => iban ?? [])
    expect(accounts.length).toBeGreaterThan(0)
    for (const account of accounts) expect(account).toMatch(/^••••\d{4}$/)
  })

  it('refuses what it does not know, under the name that was sent', async () => {
    const wrong: [Choice, string][] = [
      [{ colour: 'red' }, 'colour'],
      [{ status: 'gone' }, 'status.0'],
      [{ min_rating: 6 }, 'min_rating'],
      [{ min_rating: 4, max_rating: 3 }, 'max_rating'],
      [{ created_after: 'yesterday' }, 'created_after'],
      [{ created_after: '2026-02-02', created_before: '2026-02-01' }, 'created_before'],
      [{ sort_by: 'iban' }, 'sort_by'],
      [{ limit: 101 }, 'limit'],
      [{ cursor: 'x' }, 'cursor'],
      [{ cursor: 'x', page: 2 }, 'page'],
      [{ q: 'a '.repeat(21) }, 'q'],
    ]
    for (const [choice, path] of wrong) {
      const error = await listSuppliers.execute(manager, choice).catch((thrown) => thrown)
      expect(error.details?.errors?.[0]?.path, JSON.stringify(choice)).toBe(path)
    }
  })
})

describe('an export of suppliers', () => {
  it('has the columns of its template and runs like any other', async () => {
    const { templates } = await getExportChoices.execute(manager, {})
    expect(templates.map(({ key }) => key)).toEqual(['basic', 'detailed', 'compliance'])
    for (const { key, columns } of templates) {
      const asked = await exportSuppliers.execute(manager, {
        ...{ template: key as 'basic', format: 'json', choice: { status: 'active' } },
      })
      expect(asked).toMatchObject({
        export_type: 'suppliers',
        status: 'pending',
        filters: { status: ['active'] },
      })
      const done = await runNow(manager, asked.id)
      expect(done).toMatchObject({ status: 'completed' })
      expect(columns.length).toBeGreaterThan(5)
    }
  })
})
