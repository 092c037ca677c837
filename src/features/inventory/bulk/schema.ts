import type { Field } from '#src/encoding/reading/field.ts'
import { productStatuses } from '#src/lib/db/schema/company/sales.ts'

/** The columns of a file of items and their stock: those of the list of inventory, and what a new item needs. */
export const itemFields: readonly Field[] = [
  { key: 'id', label: 'ID', type: 'id', isKey: true },
  { key: 'sku', label: 'SKU', type: 'text', maxLength: 100, isKey: true, isNeeded: true, example: 'S-4711' },
  {
    key: 'product_name',
    label: 'Product',
    synonyms: ['name', 'item', 'product name'],
    type: 'text',
    maxLength: 300,
    isNeeded: true,
    example: 'Wing nut M8',
  },
  { key: 'category', label: 'Category', type: 'text', maxLength: 100, example: 'Fasteners' },
  {
    key: 'sub_category',
    label: 'Sub-category',
    synonyms: ['subcategory'],
    type: 'text',
    maxLength: 100,
    example: 'Nuts',
  },
  { key: 'brand', label: 'Brand', type: 'text', maxLength: 100, example: 'Nordwerk' },
  { key: 'unit', label: 'Unit', type: 'text', maxLength: 30, example: 'piece' },
  {
    key: 'barcode',
    label: 'Barcode',
    synonyms: ['ean', 'gtin'],
    type: 'text',
    maxLength: 50,
    example: '4006381333931',
  },
  { key: 'price', label: 'Price', type: 'amount', isNeeded: true, example: '0.25' },
  {
    key: 'currency',
    label: 'Currency',
    type: 'text',
    maxLength: 3,
    isNeeded: true,
    hint: 'an ISO code such as EUR',
    example: 'EUR',
  },
  {
    key: 'supplier_no',
    label: 'Supplier no.',
    synonyms: ['supplier'],
    type: 'text',
    maxLength: 100,
    hint: 'the number of one of your suppliers',
    example: 'V-900',
  },
  { key: 'lifecycle', label: 'Lifecycle', type: 'choice', choices: productStatuses, example: 'active' },
  {
    key: 'unit_cost',
    label: 'Unit cost',
    synonyms: ['cost'],
    type: 'amount',
    isNeeded: true,
    example: '0.10',
  },
  {
    key: 'warehouse',
    label: 'Warehouse',
    synonyms: ['location'],
    type: 'text',
    maxLength: 200,
    hint: 'code or name of one of your locations; stock needs it',
    example: 'MAIN',
  },
  { key: 'bin', label: 'Bin', type: 'text', maxLength: 50, example: 'A-12' },
  {
    key: 'on_hand',
    label: 'On hand',
    synonyms: ['stock', 'quantity'],
    type: 'whole',
    hint: 'what is there now, a whole number; the difference becomes a movement',
    example: '500',
  },
  { key: 'minimum', label: 'Minimum', synonyms: ['safety stock'], type: 'whole', example: '50' },
  { key: 'maximum', label: 'Maximum', type: 'whole', example: '2000' },
  { key: 'reorder_point', label: 'Reorder point', type: 'whole', example: '200' },
  { key: 'reorder_quantity', label: 'Reorder quantity', type: 'whole', example: '1000' },
  { key: 'notes', label: 'Notes', type: 'text', maxLength: 5_000, example: 'Boxes of 100' },
  { key: 'updated_at', label: 'Updated', type: 'instant' },
]

/** Columns of the list that follow from others: a file may have them, and nothing is taken from them. */
export const calculatedFields: readonly Pick<Field, 'key' | 'label'>[] = [
  { key: 'status', label: 'Status' },
  { key: 'reserved', label: 'Reserved' },
  { key: 'available', label: 'Available' },
  { key: 'needs_reorder', label: 'Needs reorder' },
  { key: 'stock_value', label: 'Stock value' },
  { key: 'attributes', label: 'Product attributes' },
  { key: 'supplier_name', label: 'Supplier name' },
  { key: 'on_order', label: 'On order' },
  { key: 'run_out_date', label: 'Runs out' },
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
