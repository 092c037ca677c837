import type { SupplierChanges } from './repository.ts'
import type { ChangeSupplierInput } from './schema.ts'

/** The given fields of a request as columns; those that are absent are not among them. */
export function toColumns(given: Omit<ChangeSupplierInput, 'id'>): SupplierChanges {
  const columns: SupplierChanges = {
    supplierNo: given.supplier_no,
    name: given.name,
    status: given.status,
    tier: given.tier,
    category: given.category,
    tags: given.tags,
    country: given.country,
    currency: given.currency,
    paymentDays: given.payment_days,
    leadTimeDays: given.lead_time_days,
    rating: given.rating == null ? given.rating : given.rating.toFixed(2),
    taxId: given.tax_id,
    iban: given.iban,
    certificates: given.certificates?.map(({ name, valid_until = null }) => ({ name, valid_until })),
    notes: given.notes,
  }
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
}
