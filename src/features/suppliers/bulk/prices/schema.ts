/** The columns of a file of prices: those of their list. */
export const priceFileFields = [
  { key: 'id', label: 'ID', type: 'id', isKey: true },
  {
    key: 'supplier_no',
    label: 'Supplier no.',
    type: 'text',
    maxLength: 50,
    isNeeded: true,
    hint: 'the number of one of your suppliers',
    example: 'V-900',
  },
  {
    key: 'supplier_name',
    label: 'Supplier',
    synonyms: ['supplier name'],
    type: 'text',
    maxLength: 200,
    hint: 'the name of that supplier',
    example: 'Steel and Sons',
  },
  {
    key: 'sku',
    label: 'SKU',
    type: 'text',
    maxLength: 100,
    isKey: true,
    isNeeded: true,
    hint: 'the SKU of one of your items',
    example: 'S-4711',
  },
  {
    key: 'product_name',
    label: 'Product',
    synonyms: ['item', 'product name'],
    type: 'text',
    maxLength: 300,
    hint: 'the name of that item',
    example: 'Wing nut M8',
  },
  {
    key: 'supplier_sku',
    label: 'Supplier’s SKU',
    synonyms: ["supplier's sku"],
    type: 'text',
    maxLength: 100,
    example: 'SS-8-100',
  },
  { key: 'price', label: 'Price', type: 'amount', isNeeded: true, example: '0.08' },
  {
    key: 'currency',
    label: 'Currency',
    type: 'text',
    maxLength: 3,
    hint: 'an ISO code such as EUR; without one it is the supplier’s',
    example: 'EUR',
  },
  { key: 'pack_size', label: 'Pack size', type: 'whole', example: '100' },
  {
    key: 'minimum_quantity',
    label: 'Minimum quantity',
    synonyms: ['minimum order quantity', 'moq'],
    type: 'whole',
    example: '500',
  },
  { key: 'lead_time_days', label: 'Lead time in days', synonyms: ['lead time'], type: 'whole', example: '7' },
  { key: 'valid_from', label: 'Valid from', type: 'day', example: '2050-01-01' },
  { key: 'valid_until', label: 'Valid until', synonyms: ['valid to'], type: 'day', example: '2050-12-31' },
  { key: 'updated_at', label: 'Updated', type: 'instant' },
] as const

/** What the list of prices shows of suppliers and items, and what follows from the days. */
export const calculatedPriceFields = [
  { key: 'supplier_status', label: 'Supplier status' },
  { key: 'category', label: 'Category' },
  { key: 'validity', label: 'Validity' },
] as const

export interface GivenPrice {
  row: number
  values: Record<string, string | number>
}

/** What a row did, kept for the undo. */
export interface PriceChange {
  row: number
  subject: 'price'
  supplierId: string
  priceId: string
  /** The values that changed, as they were; null where the row added the price. */
  before: Record<string, unknown> | null
  /** The version of the supplier right after the import. */
  stateAfter: number
}
