import { beforeEach, describe, expect, it } from 'vitest'
import { changeSupplier } from '#src/features/suppliers/commands/change.ts'
import type { Context } from '#src/lib/context.ts'
import { apply, undo, uploadAndCheck } from '../../../tests/support/imports.ts'
import { contextOf, createTenant, ownerRows } from '../../../tests/support/owner.ts'
import { listImportErrors } from './queries/list-errors.ts'

let admin: Context
let manager: Context

beforeEach(async () => {
  const tenant = await createTenant(0)
  admin = await contextOf(tenant, 'admin')
  manager = await contextOf(tenant, 'manager')
})

const check = (content: string, context = manager) =>
  uploadAndCheck(context, content, 'suppliers.csv', 'suppliers')

interface Row {
  id: string
  supplier_no: string
  name: string
  status: string
  version: number
  tags: string[]
  payment_days: number
}

const rows = () =>
  ownerRows<Row>(
    `select id, supplier_no, name, status, version, tags, payment_days from suppliers where tenant_id = $1
     order by supplier_no`,
    [admin.principal.tenantId],
  )

const two = [
  'Supplier no.;Name;Currency;Tags;Rating;IBAN;Payment days',
  'V-1;Steel & Sons;EUR;["steel","local"];4,5;DE89 3704 0044 0532 0130 00;14',
  'V-2;Screws Ltd;GBP;small; ;;',
].join('\n')

describe('a file of suppliers', () => {
  it('changes nothing when it is checked, adds them when it is applied, and nothing the second time', async () => {
    const checked = await check(two)
    expect(checked).toMatchObject({
      ...{ status: 'checked', content: 'suppliers', problem: null },
      counts: { rows: 2, created: 2, changed: 0, unchanged: 0, movements: 0, errors: 0 },
    })
    expect(await rows()).toEqual([])
    expect(await apply(manager, checked.id)).toMatchObject({ status: 'applied' })
    expect(await rows()).toMatchObject([
      { supplier_no: 'V-1', status: 'pending', tags: ['steel', 'local'], payment_days: 14 },
      { supplier_no: 'V-2', status: 'pending', tags: ['small'], payment_days: 30 },
    ])
    expect((await check(two)).counts).toMatchObject({ created: 0, changed: 0, unchanged: 2, errors: 0 })
  })

  it('names row, column and what was expected, and applies nothing while a row is wrong', async () => {
    const given = [
      'Supplier no.,Name,Currency,IBAN,Rating,Tags,Certificates,Tier,Status',
      'V-1,Good,EUR,,,,,,active',
      'V-2,Wrong,EUR,DE00123,,,,,',
      'V-3,Wrong,eur,,,,,,',
      'V-4,Wrong,EUR,,7,,,,',
      'V-5,Wrong,EUR,,,"[""a"",""a""]",,,',
      'V-6,Wrong,EUR,,,,no list,,',
      'V-7,Wrong,EUR,,,,,best,',
      'V-8,,EUR,,,,,,',
      'V-1,Twice,EUR,,,,,,',
      ',No number,EUR,,,,,,',
    ].join('\n')
    const checked = await check(given)
    expect(checked.counts).toMatchObject({ rows: 10, created: 1, error_rows: 9 })
    expect(checked.mapping?.find(({ column }) => column === 'Status')?.left_out).toBe('calculated')
    const { items } = await listImportErrors.execute(manager, { id: checked.id })
    expect(items.map(({ row, column, expected }) => [row, column, expected])).toEqual([
      [3, 'IBAN', 'an IBAN whose check digits fit'],
      [4, 'Currency', expect.stringContaining('three capital letters')],
      [5, 'Rating', '0 to 5 with at most 2 decimals'],
      [6, 'Tags', expect.stringContaining('different tags')],
      [7, 'Certificates', expect.stringContaining('a list such as')],
      [8, 'Tier', 'one of: strategic, preferred, approved, conditional'],
      [9, 'Name', expect.stringContaining('a value')],
      [10, 'Supplier no.', 'each supplier once: row 2 has it already'],
      [11, 'Supplier no.', 'a number, where the row has no ID'],
    ])
    await apply(manager, checked.id, 'valid_rows')
    expect(await rows()).toMatchObject([{ supplier_no: 'V-1', status: 'pending' }])
    expect((await check('Name;Currency\nA;EUR')).problem).not.toBeNull()
  })

  it('is undone: old values come again, what it added becomes inactive', async () => {
    await apply(manager, (await check(two)).id)
    const { id } = await apply(manager, (await check(`${two}\nV-3;New;EUR;;;;`.replace('Steel', 'Iron'))).id)
    expect((await rows()).map(({ name }) => name)).toEqual(['Iron & Sons', 'Screws Ltd', 'New'])
    expect(await undo(admin, id)).toMatchObject({ status: 'undone' })
    expect(await rows()).toMatchObject([
      { name: 'Steel & Sons', version: 3 },
      { name: 'Screws Ltd', version: 1 },
      { supplier_no: 'V-3', status: 'inactive' },
    ])
  })

  it('is not undone where a supplier has changed since, and the row is named', async () => {
    const { id } = await apply(manager, (await check(two)).id)
    const [, second] = await rows()
    await changeSupplier.execute(admin, { id: second!.id, name: 'Other Ltd' })
    expect(await undo(admin, id)).toMatchObject({ status: 'applied', problem: expect.any(String) })
    const { items } = await listImportErrors.execute(admin, { id })
    expect(items).toMatchObject([{ row: 3, expected: 'a supplier unchanged since the import' }])
    expect(await rows()).toMatchObject([{ status: 'pending' }, { name: 'Other Ltd' }])
  })

  it('does not set back what was changed after the file was made', async () => {
    await apply(manager, (await check(two)).id)
    const checked = await check('Supplier no.,Name,Updated\nV-1,Old name,2020-01-01T00:00:00Z\n')
    expect(checked.counts).toMatchObject({ error_rows: 1 })
  })
})
