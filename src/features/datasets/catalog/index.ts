import type { Dataset } from '../definition/definition.ts'
import { customers } from './customers.ts'
import { inventory } from './inventory.ts'
import { payroll } from './payroll.ts'
import { sales } from './sales.ts'

/** Everything that can be exported; pages, API, forms and permissions follow from these values. */
export const datasets: readonly Dataset[] = [sales, customers, inventory, payroll]

export function findDataset(key: string): Dataset | undefined {
  return datasets.find((dataset) => dataset.key === key)
}
