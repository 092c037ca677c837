import type { Dataset } from '../definition/definition.ts'
import { attendance } from './attendance.ts'
import { auditTrail } from './audit-trail.ts'
import { clientSow } from './client-sow.ts'
import { customers } from './customers.ts'
import { financial } from './financial.ts'
import { inventory } from './inventory.ts'
import { marketing } from './marketing.ts'
import { payroll } from './payroll.ts'
import { rfp } from './rfp.ts'
import { sales } from './sales.ts'
import { sow } from './sow.ts'
import { staff } from './staff.ts'
import { suppliers } from './suppliers.ts'

/** Everything that can be exported; pages, API, forms and permissions follow from these values. */
export const datasets: readonly Dataset[] = [
  sales,
  inventory,
  customers,
  staff,
  financial,
  marketing,
  attendance,
  payroll,
  suppliers,
  sow,
  clientSow,
  rfp,
  auditTrail,
]

/** The company's own records; the others grow with whatever Waybill does. */
export const companyDatasets = datasets.filter((dataset) => dataset !== auditTrail)

export function findDataset(key: string): Dataset | undefined {
  return datasets.find((dataset) => dataset.key === key)
}
