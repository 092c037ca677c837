import { suppliers as dataset } from '#src/features/datasets/catalog/procurement/suppliers.ts'
import { decodeCursor, encodeCursor } from '#src/features/datasets/rows/cursor.ts'
import { planRows } from '#src/features/datasets/rows/plan.ts'
import {
  countRowsWithin,
  estimatePlanned,
  setSessionFormats,
} from '#src/features/datasets/rows/repository.ts'
import { pageSeconds, positionOf, readPage } from '#src/features/datasets/rows/service.ts'
import { type FieldError, invalidRequest } from '#src/lib/errors.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { parameterOf, rowsRequest } from '../listing/rows-request.ts'
import { listSuppliersInput } from '../listing/schema.ts'
import { findSuppliers } from '../record/repository.ts'
import { toSupplier } from '../record/resource.ts'
import { supplierResource } from '../record/schema.ts'

const countMilliseconds = 3_000

export const listSuppliers = definePage({
  name: 'suppliers.list',
  summary: 'Suppliers by name, narrowed by any of the parameters: the same rows as their export.',
  permission: 'suppliers.read',
  input: listSuppliersInput,
  item: supplierResource,
  longReadSeconds: pageSeconds,
  async run({ context: { principal }, tx, input }) {
    const { page, limit, cursor: text } = input
    const problems: FieldError[] = []
    const plan = planRows(principal, dataset, { ...rowsRequest(input), columns: ['id'] }, problems)
    if (problems.length > 0)
      throw invalidRequest(problems.map((problem) => ({ ...problem, path: parameterOf(problem.path) })))
    await setSessionFormats(tx, plan.timeZone)
    const cursor = text === undefined ? undefined : decodeCursor(plan, text)
    const found = await readPage(tx, plan, { limit, cursor, offset: (page - 1) * limit })
    const rows = await findSuppliers(
      tx,
      found.rows.map(([id]) => id!),
    )
    const total = (await countRowsWithin(tx, countMilliseconds, plan)) ?? (await estimatePlanned(tx, plan))
    const last = found.hasNext ? found.rows.at(-1) : undefined
    return {
      items: rows.map((row) => toSupplier(principal, row)),
      pagination: {
        ...{ page, limit, total, pages: Math.ceil(total / limit) },
        next_cursor: last ? encodeCursor(plan, { side: 'after', position: positionOf(plan, last) }) : null,
        has_more: found.hasNext,
      },
    }
  },
})
