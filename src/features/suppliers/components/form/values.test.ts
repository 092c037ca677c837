import { expect, it } from 'vitest'
import type { SupplierResource } from '../../record/schema.ts'
import { emptyValues, toInput, valuesOf } from './values.ts'

const stored = {
  ...{ currency: 'EUR', tags: [], certificates: [], notes: null, iban: '••••3000', tax_id: 'IT 1' },
} as unknown
const before = stored as SupplierResource

it('an account that is hidden from the person is left as it is unless they type another', () => {
  const values = { ...emptyValues, ...valuesOf(before) }
  expect(values.iban).toBe('')
  expect(toInput(values, before)).not.toHaveProperty('iban')
  expect(toInput({ ...values, iban: 'DE89' }, before).iban).toBe('DE89')
})

it('what was not touched is not sent', () => {
  const values = { ...emptyValues, ...valuesOf(before) }
  expect(toInput(values, before)).not.toHaveProperty('tax_id')
  expect(toInput({ ...values, tax_id: 'IT 2' }, before).tax_id).toBe('IT 2')
})

it('what the person could read is removed when they empty the field', () => {
  expect(toInput({ ...emptyValues, tax_id: '' }, before).tax_id).toBeNull()
  expect(toInput(emptyValues).iban).toBeNull()
})
