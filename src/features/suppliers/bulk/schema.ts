import { supplierTiers } from '#src/lib/db/schema/company/suppliers.ts'

/** The columns of a file of suppliers: those of their list. Tags and certificates stand in one cell each. */
export const supplierFields = [
  { key: 'id', label: 'ID', type: 'id', isKey: true },
  { key: 'supplier_no', label: 'Supplier no.', type: 'text', maxLength: 50, isKey: true },
  { key: 'name', label: 'Name', synonyms: ['supplier'], type: 'text', maxLength: 200 },
  { key: 'tier', label: 'Tier', type: 'choice', choices: supplierTiers },
  { key: 'category', label: 'Category', type: 'text', maxLength: 100 },
  { key: 'tags', label: 'Tags', type: 'text', maxLength: 5_000 },
  { key: 'country', label: 'Country', type: 'text', maxLength: 100 },
  { key: 'currency', label: 'Currency', type: 'text', maxLength: 3 },
  { key: 'payment_days', label: 'Payment days', type: 'whole' },
  { key: 'lead_time_days', label: 'Lead time in days', synonyms: ['lead time'], type: 'whole' },
  { key: 'rating', label: 'Rating', type: 'amount' },
  { key: 'tax_id', label: 'Tax ID', type: 'text', maxLength: 50 },
  { key: 'iban', label: 'IBAN', type: 'text', maxLength: 50 },
  { key: 'certificates', label: 'Certificates', type: 'text', maxLength: 20_000 },
  { key: 'notes', label: 'Notes', type: 'text', maxLength: 5_000 },
  { key: 'updated_at', label: 'Updated', type: 'instant' },
] as const

/** A status changes by a move, on the supplier's page. */
export const calculatedSupplierFields = [
  { key: 'status', label: 'Status' },
  { key: 'created_at', label: 'Created' },
] as const

export interface GivenSupplier {
  row: number
  values: Record<string, string | number>
}

export interface LastChange {
  updatedAt: Date
  /** The wall clock of the company's zone then, as if it were UTC. */
  updatedLocal: number
}

/** What a row did, kept for the undo. */
export interface SupplierChange {
  row: number
  subject: 'supplier'
  supplierId: string
  /** The values that changed, as they were; null where the row added the supplier. */
  before: Record<string, unknown> | null
  /** Its version right after. */
  stateAfter: number
}
