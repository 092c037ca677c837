import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { getStorage } from '#src/lib/storage/storage.ts'
import { finishedExport } from '../../../tests/support/finished-export.ts'
import { uploadAndCheck } from '../../../tests/support/imports.ts'
import { contextOf, createTenant, ownerRows } from '../../../tests/support/owner.ts'

it.each([
  ['csv', {}],
  ['csv', { preset: 'excel', locale: 'de-DE' }],
  ['csv', { preset: 'tsv', formula_guard: 'strict' }],
  ['excel', {}],
  ['excel', { title: true }],
])('an export of the inventory as %s with %o comes in again with 0 changes', async (format, options) => {
  const context = await contextOf(await createTenant(60), 'admin')
  const { id } = await finishedExport(context, { export_type: 'inventory', format, options })
  const [row] = await ownerRows<{ path: string }>(
    'select file_path as path from data_exports where id = $1',
    [id],
  )
  const bytes = await buffer(await getStorage().read(`${row!.path}/part-1`))
  const checked = await uploadAndCheck(context, new Uint8Array(bytes), `inventory.${format}`)
  expect(checked.problem).toBeNull()
  expect(checked).toMatchObject({
    status: 'checked',
    counts: { rows: 60, created: 0, changed: 0, unchanged: 60, movements: 0, errors: 0 },
  })
  expect(checked.mapping).toHaveLength(23)
})
