import { buffer } from 'node:stream/consumers'
import { beforeAll, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { finishedExport } from '../../../tests/support/finished-export.ts'
import { uploadAndCheck } from '../../../tests/support/imports.ts'
import { contextsOf, createTenant, ownerRows } from '../../../tests/support/owner.ts'

const kinds = [
  { content: 'items', dataset: 'inventory', columns: 23 },
  { content: 'suppliers', dataset: 'suppliers', columns: 18 },
  { content: 'prices', dataset: 'supplier_items', columns: 17 },
] as const
const ways = [
  { format: 'csv', options: {} },
  { format: 'csv', options: { preset: 'excel', locale: 'de-DE' } },
  { format: 'csv', options: { preset: 'tsv', formula_guard: 'strict' } },
  { format: 'excel', options: {} },
  { format: 'excel', options: { title: true } },
] as const
const roles = ['admin', 'manager'] as const

/** So many that each of the texts which have broken files before is the name of an item and of a supplier. */
const rows = 200
let contexts: Record<(typeof roles)[number], Context>

beforeAll(async () => {
  contexts = await contextsOf(await createTenant(rows))
})

const cases = kinds.flatMap((kind) => ways.flatMap((way) => roles.map((role) => ({ ...kind, ...way, role }))))

it.each(cases)('$dataset as $format $options by a $role comes in again with 0 changes', async (given) => {
  const { content, dataset, columns, format, options, role } = given
  const context = contexts[role]
  const { id } = await finishedExport(context, { export_type: dataset, format, options })
  const [row] = await ownerRows<{ path: string }>(
    'select file_path as path from data_exports where id = $1',
    [id],
  )
  const bytes = await buffer(await getStorage().read(`${row!.path}/part-1`))
  const checked = await uploadAndCheck(context, new Uint8Array(bytes), `file.${format}`, content)
  expect(checked.problem).toBeNull()
  expect(checked).toMatchObject({
    status: 'checked',
    counts: { rows, created: 0, changed: 0, unchanged: rows, movements: 0, errors: 0 },
  })
  expect(checked.mapping).toHaveLength(columns)
})
