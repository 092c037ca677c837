import type { Field } from '#src/encoding/reading/field.ts'
import { calculatedFields, itemFields } from '#src/features/inventory/bulk/schema.ts'
import { calculatedPriceFields, priceFileFields } from '#src/features/suppliers/bulk/prices/schema.ts'
import { calculatedSupplierFields, supplierFields } from '#src/features/suppliers/bulk/schema.ts'
import type { ImportContent } from '../schema.ts'

/** The columns that a file of one content can have. */
export interface Layout {
  fields: readonly Field[]
  /** What follows from others: a file may have it, and nothing is taken from it. */
  calculated: readonly Pick<Field, 'key' | 'label'>[]
  /** The column that a file without any key is told to have. */
  keyLabel: string
}

export const layouts: Record<ImportContent, Layout> = {
  items: { fields: itemFields, calculated: calculatedFields, keyLabel: 'SKU' },
  suppliers: { fields: supplierFields, calculated: calculatedSupplierFields, keyLabel: 'Supplier no.' },
  prices: { fields: priceFileFields, calculated: calculatedPriceFields, keyLabel: 'SKU' },
}

/** What a field is called where the file has no column of it. */
export function labelOf({ fields }: Layout, field: string): string {
  return fields.find(({ key }) => key === field)!.label
}
