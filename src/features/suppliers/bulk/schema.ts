import { supplierTiers } from '#src/lib/db/schema/company/suppliers.ts'

/** The columns of a file of suppliers: those of their list. Tags and certificates stand in one cell each. */
export const supplierFields = [
  { key: 'id', label: 'ID', type: 'id', isKey: true },
  {
    key: 'supplier_no',
    label: 'Supplier no.',
    type: 'text',
    maxLength: 50,
    isKey: true,
    isNeeded: true,
    example: 'V-900',
  },
  {
    key: 'name',
    label: 'Name',
    synonyms: ['supplier'],
    type: 'text',
    maxLength: 200,
    isNeeded: true,
    example: 'Steel and Sons',
  },
  { key: 'tier', label: 'Tier', type: 'choice', choices: supplierTiers, example: 'approved' },
  { key: 'category', label: 'Category', type: 'text', maxLength: 100, example: 'Fasteners' },
  {
    key: 'tags',
    label: 'Tags',
    type: 'text',
    maxLength: 5_000,
    hint: 'words with semicolons between them',
    example: 'steel; local',
  },
  { key: 'country', label: 'Country', type: 'text', maxLength: 100, example: 'Germany' },
  {
    key: 'currency',
    label: 'Currency',
    type: 'text',
    maxLength: 3,
    isNeeded: true,
    hint: 'an ISO code such as EUR',
    example: 'EUR',
  },
  { key: 'payment_days', label: 'Payment days', type: 'whole', example: '30' },
  { key: 'lead_time_days', label: 'Lead time in days', synonyms: ['lead time'], type: 'whole', example: '7' },
  { key: 'rating', label: 'Rating', type: 'amount', hint: 'from 0 to 5', example: '4.5' },
  { key: 'tax_id', label: 'Tax ID', type: 'text', maxLength: 50, example: 'DE123456789' },
  { key: 'iban', label: 'IBAN', type: 'text', maxLength: 50, example: 'DE89370400440532013000' },
  {
    key: 'certificates',
    label: 'Certificates',
    type: 'text',
    maxLength: 20_000,
    hint: 'a list as in the example',
    example: '[{"name": "ISO 9001", "valid_until": "2031-01-31"}]',
  },
  { key: 'notes', label: 'Notes', type: 'text', maxLength: 5_000, example: 'Closed in August' },
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

export interface LastChange {
  updatedAt: Date
  /** The wall clock of the company's zone then, as if it were UTC. */
  updatedLocal: number
}
