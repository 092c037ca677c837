import { productStatuses } from '#src/lib/db/schema/company/sales.ts'

/** How the text of a cell is read. */
export type FieldType = 'text' | 'whole' | 'amount' | 'choice' | 'id' | 'instant'

export interface ItemField {
  key: string
  /** As lists and exports head it. */
  label: string
  /** Other headings by which it is known. */
  synonyms?: string[]
  type: FieldType
  maxLength?: number
  choices?: readonly string[]
  /** Whose row it is kept in; keys and versions are kept nowhere. */
  of: 'item' | 'level' | 'key'
}

/** The columns of a file of items and their stock: those of the list of inventory, and what a new item needs. */
export const itemFields: readonly ItemField[] = [
  { key: 'id', label: 'ID', type: 'id', of: 'key' },
  { key: 'sku', label: 'SKU', type: 'text', maxLength: 100, of: 'key' },
  {
    key: 'product_name',
    label: 'Product',
    synonyms: ['name', 'item', 'product name'],
    type: 'text',
    maxLength: 300,
    of: 'item',
  },
  { key: 'category', label: 'Category', type: 'text', maxLength: 100, of: 'item' },
  {
    key: 'sub_category',
    label: 'Sub-category',
    synonyms: ['subcategory'],
    type: 'text',
    maxLength: 100,
    of: 'item',
  },
  { key: 'brand', label: 'Brand', type: 'text', maxLength: 100, of: 'item' },
  { key: 'unit', label: 'Unit', type: 'text', maxLength: 30, of: 'item' },
  { key: 'barcode', label: 'Barcode', synonyms: ['ean', 'gtin'], type: 'text', maxLength: 50, of: 'item' },
  { key: 'price', label: 'Price', type: 'amount', of: 'item' },
  { key: 'currency', label: 'Currency', type: 'text', maxLength: 3, of: 'item' },
  {
    key: 'supplier_no',
    label: 'Supplier no.',
    synonyms: ['supplier'],
    type: 'text',
    maxLength: 100,
    of: 'item',
  },
  { key: 'lifecycle', label: 'Lifecycle', type: 'choice', choices: productStatuses, of: 'item' },
  { key: 'unit_cost', label: 'Unit cost', synonyms: ['cost'], type: 'amount', of: 'level' },
  { key: 'warehouse', label: 'Warehouse', synonyms: ['location'], type: 'text', maxLength: 200, of: 'key' },
  { key: 'bin', label: 'Bin', type: 'text', maxLength: 50, of: 'level' },
  { key: 'on_hand', label: 'On hand', synonyms: ['stock', 'quantity'], type: 'whole', of: 'level' },
  { key: 'minimum', label: 'Minimum', synonyms: ['safety stock'], type: 'whole', of: 'level' },
  { key: 'maximum', label: 'Maximum', type: 'whole', of: 'level' },
  { key: 'reorder_point', label: 'Reorder point', type: 'whole', of: 'level' },
  { key: 'reorder_quantity', label: 'Reorder quantity', type: 'whole', of: 'level' },
  { key: 'notes', label: 'Notes', type: 'text', maxLength: 5_000, of: 'level' },
  { key: 'updated_at', label: 'Updated', type: 'instant', of: 'key' },
]

/** Columns of the list that follow from others: a file may have them, and nothing is taken from them. */
export const calculatedFields: readonly Pick<ItemField, 'key' | 'label'>[] = [
  { key: 'status', label: 'Status' },
  { key: 'reserved', label: 'Reserved' },
  { key: 'available', label: 'Available' },
  { key: 'needs_reorder', label: 'Needs reorder' },
  { key: 'stock_value', label: 'Stock value' },
  { key: 'attributes', label: 'Product attributes' },
  { key: 'last_counted_at', label: 'Last counted' },
]

/** One row of the file; a key that is absent, or was empty, says nothing. */
export interface GivenRow {
  row: number
  values: Record<string, string | number>
}

/** Why a row cannot be imported. */
export interface RowError {
  row: number
  /** Key of the field. */
  field: string
  expected: string
}

/** What a row did, kept for the undo. */
export interface RowChange {
  row: number
  subject: 'item' | 'level'
  productId: string
  locationId: string | null
  before: Record<string, unknown> | null
  stateAfter: number
  changedAt: Date | null
  movementId: string | null
}

export interface BatchResult {
  created: number
  changed: number
  unchanged: number
  movements: number
  errors: RowError[]
  changes: RowChange[]
}
