import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { planFile } from '#src/features/exports/record/plan-file.ts'
import { takeSnapshot } from '#src/features/exports/runs/snapshot.ts'
import type { Context } from '#src/lib/context.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { companyDatasets } from '../catalog/index.ts'
import { filterFields } from '../components/filters/filter-fields.ts'
import type { Dataset, DatasetFilter, SortKey } from '../definition/definition.ts'
import { visibleColumns } from '../rows/rights.ts'
import type { RowPage } from '../rows/schema.ts'
import { listRows } from './list-rows.ts'
import { listValues } from './list-values.ts'
import { sumRows } from './sum-rows.ts'

const rows = 57
/**
 * Values of each filter, more until one lets rows through: where it suggests some, one of them and a list of them are
 * the first two.
 */
const tried = process.env.FULL ? 8 : 2

let context: Context
let folder: string

beforeAll(async () => {
  await createTenant(5)
  context = await contextOf(await createTenant(rows), 'super_admin')
  // Tables just filled have no statistics, and the planner would take each for one row.
  await ownerRows('analyze')
  folder = await mkdtemp(join(tmpdir(), 'waybill-lists-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

interface Request {
  key: string
  filters?: Record<string, unknown>
  sort?: SortKey[]
}

function asParameters({ key, filters = {}, sort = [] }: Request) {
  const said = sort.map(({ column, direction }) => `${column}:${direction}`).join(',')
  return { key, filters: JSON.stringify(filters), ...(said ? { sort: said } : {}) }
}

/** Every row of every page, from the first to the last. */
async function forwards(request: Request, limit: 10 | 25): Promise<{ rows: RowPage['rows']; last: RowPage }> {
  const asked = { ...asParameters(request), limit }
  let last = await listRows.execute(context, asked)
  const rows = [...last.rows]
  for (let cursor = last.pagination.next_cursor; cursor; cursor = last.pagination.next_cursor) {
    last = await listRows.execute(context, { ...asked, cursor })
    expect(last.rows.length).toBeGreaterThan(0)
    rows.push(...last.rows)
  }
  return { rows, last }
}

/** Every row of every page, from the first to the last and from the last back to the first. */
async function listed(request: Request, limit: 10 | 25 = 10): Promise<RowPage['rows']> {
  const asked = { ...asParameters(request), limit }
  const { rows: forth, last } = await forwards(request, limit)
  let page = last
  const backwards = [page.rows]
  for (let cursor = page.pagination.previous_cursor; cursor; cursor = page.pagination.previous_cursor) {
    page = await listRows.execute(context, { ...asked, cursor })
    expect(page.rows).toHaveLength(limit)
    backwards.unshift(page.rows)
  }
  expect(keysOf(backwards.flat())).toEqual(keysOf(forth))
  return forth
}

/** The primary keys of the rows that an export with the same request copies, in their order. */
async function exported({ key, filters = {}, sort = [] }: Request): Promise<string[]> {
  const plan = planFile(context.principal, {
    ...{ export_name: 'x', export_type: key, format: 'csv', filters, sort, options: {} },
    columns: undefined,
  })
  const path = join(folder, 'spool')
  await rm(path, { force: true })
  const watch = { signal: new AbortController().signal, onOpen: () => {}, onRows: () => {} }
  await takeSnapshot(context.principal.tenantId, plan, path, watch)
  const lines = (await readFile(path, 'utf8')).split('\n').filter(Boolean)
  return lines.map((line) => line.split('\t').at(-1)!)
}

const keysOf = (found: RowPage['rows']) => found.map(({ key }) => key)

/** Values of a filter that the tenant's own rows suggest; those that the filter does not take are left out. */
async function candidates(dataset: Dataset, filter: DatasetFilter, found: RowPage['rows']) {
  const suggested = filter.suggests
    ? (await listValues.execute(context, { key: dataset.key, filter: filter.key })).values.slice(0, 3)
    : []
  const singles = process.env.FULL ? suggested : suggested.slice(0, 1)
  const [field] = filterFields(z.toJSONSchema(z.object({ [filter.key]: filter.input }), { io: 'input' }))
  const choices = field?.kind === 'choices' ? field.choices.map(({ value }) => value) : []
  const rows = [found[Math.floor(found.length / 2)]!, found[0]!, found.at(-1)!]
  const cells = rows
    .flatMap(({ values }) => Object.values(values))
    .flatMap((value) => {
      const text = typeof value === 'string' ? value : undefined
      return [value, text?.slice(0, 10), text?.split(/\s+/)[0]]
    })
  // What names another table's rows has its values there.
  const elsewhere = filter.suggests ? [] : await valuesElsewhere(filter.key)
  const written = [...singles, suggested, ...choices, ...elsewhere, true, false, [found[0]!.key], ...cells]
  const accepted = written.filter((value) => {
    const isEmpty = Array.isArray(value) && value.length === 0
    return value !== null && value !== undefined && !isEmpty && filter.input.safeParse(value).success
  })
  return [...new Map(accepted.map((value) => [JSON.stringify(value), value])).values()]
}

async function valuesElsewhere(column: string): Promise<unknown[]> {
  const having = companyDatasets.filter(({ columns }) => columns.some(({ key }) => key === column))
  const lists = having.map(({ key }) => listRows.execute(context, { key, columns: column, limit: 10 }))
  return (await Promise.all(lists)).map(({ rows }) => rows.map(({ values }) => values[column]))
}

describe.each(companyDatasets)('the list of $key', (dataset) => {
  let all: RowPage['rows']

  beforeAll(async () => {
    all = await listed({ key: dataset.key })
  })

  it('has every row of its own tenant once, in the order of the file', async () => {
    expect(new Set(keysOf(all)).size).toBe(rows)
    expect(keysOf(all)).toEqual(await exported({ key: dataset.key }))
  })

  it.each(dataset.filters)('filtered by $key has the rows of the file in its order', async (filter) => {
    const values = await candidates(dataset, filter, all)
    const sizes: number[] = []
    for (const [index, value] of values.slice(0, 8).entries()) {
      if (index >= tried && sizes.some((size) => size > 0)) break
      const request = { key: dataset.key, filters: { [filter.key]: value } }
      // The way back is the same for every filter: sorting goes it for each order.
      const found = keysOf((await forwards(request, 25)).rows)
      expect(found, JSON.stringify(request)).toEqual(await exported(request))
      const total = await sumRows.execute(context, { ...asParameters(request), exact: 'true' })
      expect([total.rows, total.is_exact]).toEqual([found.length, true])
      sizes.push(found.length)
    }
    expect(values.length, 'a value to try').toBeGreaterThan(0)
    // A period lies around today, where the rows need not be.
    if (!('resolve' in filter)) expect(Math.max(...sizes), 'rows that it lets through').toBeGreaterThan(0)
  })

  it('sorted by any column has the rows of the file in its order, rising and falling, over ties and nulls', async () => {
    const sortable = visibleColumns(context.principal, dataset).filter(
      ({ masked, type }) => !masked && type !== 'json',
    )
    for (const [index, { key: column }] of sortable.entries()) {
      const ways = ['asc', 'desc'] as const
      for (const direction of process.env.FULL ? ways : [ways[index % 2]!]) {
        const request = { key: dataset.key, sort: [{ column, direction }] }
        expect(keysOf(await listed(request, 25)), `${column} ${direction}`).toEqual(await exported(request))
      }
    }
  })

  it('adds up exactly what its rows say', async () => {
    const { sums, rows: counted } = await sumRows.execute(context, { key: dataset.key, exact: 'true' })
    expect(counted).toBe(rows)
    for (const [column, sum] of Object.entries(sums)) {
      const scale = dataset.columns.find(({ key }) => key === column)!.scale ?? 0
      const added = all.reduce((total, { values }) => total + unscaled(values[column], scale), 0n)
      expect([column, sum === null ? null : unscaled(sum, scale)]).toEqual([column, added])
    }
  })
})

/** A decimal as a whole number of its smallest unit. */
function unscaled(value: unknown, scale: number): bigint {
  if (value === null || value === undefined) return 0n
  const [whole = '', fraction = ''] = String(value).split('.')
  return BigInt(whole + fraction.padEnd(scale, '0'))
}
