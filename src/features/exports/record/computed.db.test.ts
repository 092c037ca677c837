import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { finishedExport } from '../../../../tests/support/finished-export.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { createExport } from '../commands/create.ts'
import { previewExport } from '../previews/service.ts'
import type { Manifest } from '../proofs/manifest.ts'
import { refusalFor } from './file-rights.ts'
import { planAgain } from './plan-file.ts'

let admin: Context
let manager: Context

beforeAll(async () => {
  const tenant = await createTenant(3)
  admin = await contextOf(tenant, 'admin')
  manager = await contextOf(tenant, 'manager')
})

const column = (expression: string, key = 'made') => ({ key, label: 'Made', expression })
const asked = (columns: (string | ReturnType<typeof column>)[], export_type = 'sales') => ({
  ...{ export_name: 'Computed', export_type, format: 'csv', columns },
})

describe('a computed column', () => {
  it('is in the file as the preview showed it, with its total and its expression in the manifest', async () => {
    const columns = [
      'quantity',
      column("if(status = 'it''s %1$s $1', 0, round(quantity * 2.5, 1))"),
      column('quantity / (quantity - quantity)', 'by_zero'),
      column("concat(year(order_date), '/', quantity)", 'told'),
      // Texts in files, and other types in the database.
      column("if(coalesce(id, 'none') = 'none', status, 'known')", 'known'),
    ]
    const { export_name: _, ...preview } = asked(columns)
    const { content } = await previewExport.execute(admin, preview)
    const { id } = await finishedExport(admin, asked(columns))
    const [row] = await ownerRows<{ file_path: string; manifest: Manifest }>(
      'select file_path, manifest from data_exports where id = $1',
      [id],
    )
    const file = await text(await getStorage().read(`${row!.file_path}/part-1`))
    expect(file).toBe(content)
    const [heads, ...lines] = file.trimEnd().split('\r\n')
    expect(heads).toBe('Quantity,Made,Made,Made,Made')
    for (const line of lines) {
      const [quantity, made, byZero, told, known] = line.split(',')
      expect(Number(made)).toBe(Number(quantity) * 2.5)
      expect(known).toBe('known')
      expect([made, byZero, told]).toEqual([
        expect.stringMatching(/\.\d$/),
        '',
        expect.stringMatching(new RegExp(`^\\d{4}/${quantity}$`)),
      ])
    }
    const [quantities, made] = row!.manifest.control_totals
    expect(Number(made!.sum)).toBe(Number(quantities!.sum) * 2.5)
    expect(row!.manifest.columns[1]).toEqual({
      ...{ key: 'made', label: 'Made', type: 'decimal', scale: 1, masked: false },
      expression: "if(status = 'it''s %1$s $1', 0, round(quantity * 2.5, 1))",
      uses: ['status', 'quantity'],
    })
  })

  it('without an expression is refused in words for people', async () => {
    await expect(createExport.execute(admin, asked([column(' ')]))).rejects.toMatchObject({
      details: { errors: [{ message: 'Enter an expression for the computed column, or remove it' }] },
    })
  })

  it('is as sensitive as what it is made from', async () => {
    const salary = asked([column('salary / 12')], 'staff')
    const refused = (path: string, words: string) => ({
      details: { errors: [{ path, message: expect.stringContaining(words) }] },
    })
    await expect(createExport.execute(admin, asked([column('concat(iban)')], 'staff'))).rejects.toMatchObject(
      refused('columns.0.expression', 'At character 8: iban is masked for your role'),
    )
    await expect(createExport.execute(manager, salary)).rejects.toMatchObject(
      refused('columns.0.expression', 'There is no column salary'),
    )
    await expect(createExport.execute(admin, asked([column('quantity', 'amount')]))).rejects.toMatchObject(
      refused('columns.0.key', 'amount is a column of the dataset'),
    )

    const { id } = await finishedExport(admin, salary)
    const [row] = await ownerRows<{ manifest: Manifest }>('select manifest from data_exports where id = $1', [
      id,
    ])
    const contents = { exportType: 'staff', columns: row!.manifest.columns }
    expect(refusalFor(admin.principal, contents)).toBeUndefined()
    expect(refusalFor(manager.principal, contents)).toContain('Annual salary')
  })

  it('is left out with the reason when its creator has lost what it is made from', () => {
    const request = {
      ...asked(['first_name', column('salary / 12')], 'staff'),
      filters: {},
      sort: [],
      options: {},
    }
    const plan = planAgain(manager.principal, request)
    expect(plan.columns.map(({ key }) => key)).toEqual(['first_name'])
    expect(plan.omitted).toEqual([
      { key: 'made', label: 'Made', reason: 'made from salary, which the role manager may not see' },
    ])
  })
})
