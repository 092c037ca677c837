import { isMasked } from '#src/features/datasets/rows/mask.ts'
import type { ChangeSupplierInput, CreateSupplierInput, SupplierResource } from '../../record/schema.ts'

/** What the fields hold; an empty field is the empty text. */
export interface SupplierValues {
  supplier_no: string
  name: string
  tier: string | null
  category: string
  tags: string[]
  country: string
  currency: string
  payment_days: number | string
  lead_time_days: number | string
  rating: number | string
  tax_id: string
  iban: string
  certificates: { name: string; valid_until: string }[]
  notes: string
}

export const emptyValues: SupplierValues = {
  ...{ supplier_no: '', name: '', tier: null, category: '', tags: [], country: '', currency: '' },
  ...{ payment_days: 30, lead_time_days: '', rating: '', tax_id: '', iban: '', certificates: [], notes: '' },
}

/** A masked value stays out of the fields: what is typed there would replace it. */
export function valuesOf(supplier: SupplierResource): SupplierValues {
  const readable = (text: string | null) => (text === null || isMasked(text) ? '' : text)
  return {
    supplier_no: supplier.supplier_no,
    name: supplier.name,
    tier: supplier.tier,
    category: supplier.category ?? '',
    tags: supplier.tags,
    country: supplier.country ?? '',
    currency: supplier.currency,
    payment_days: supplier.payment_days,
    lead_time_days: supplier.lead_time_days ?? '',
    rating: supplier.rating ?? '',
    tax_id: readable(supplier.tax_id),
    iban: readable(supplier.iban),
    certificates: supplier.certificates.map(({ name, valid_until }) => ({
      name,
      valid_until: valid_until ?? '',
    })),
    notes: supplier.notes ?? '',
  }
}

/** The request that the fields make; `before` is what they were filled with. */
export function toInput(values: SupplierValues, before?: SupplierResource): CreateSupplierInput {
  return {
    supplier_no: values.supplier_no,
    name: values.name,
    tier: (values.tier || null) as CreateSupplierInput['tier'],
    category: values.category.trim() || null,
    tags: values.tags,
    country: values.country.trim() || null,
    currency: values.currency.trim().toUpperCase(),
    payment_days: numberOf(values.payment_days) ?? 30,
    lead_time_days: numberOf(values.lead_time_days),
    rating: numberOf(values.rating),
    certificates: values.certificates.map(({ name, valid_until }) => ({
      name,
      valid_until: valid_until || null,
    })),
    notes: values.notes,
    ...kept('tax_id', values.tax_id, before),
    ...kept('iban', values.iban, before),
  }
}

/** An empty field removes what the person could read; what was hidden from them, or not touched, is left. */
function kept(
  key: 'tax_id' | 'iban',
  text: string,
  before: SupplierResource | undefined,
): Pick<ChangeSupplierInput, 'tax_id' | 'iban'> {
  const stored = before?.[key]
  if (text.trim() === '' && stored && isMasked(stored)) return {}
  // What was stored before there was a check must not keep anyone from changing something else.
  if (stored && text.trim() === stored) return {}
  return { [key]: text.trim() || null }
}

function numberOf(value: number | string): number | null {
  return value === '' ? null : Number(value)
}
