import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { countOpen, findRiskiest, findUpkeep, hasSupplier } from '../predictions/repository.ts'
import { toPrediction } from '../record/resource.ts'
import { supplierById, supplierPrediction } from '../record/schema.ts'

const mostLines = 20

export const getSupplierPrediction = defineQuery({
  name: 'analytics.lateness.supplier',
  summary:
    'How many of a supplier’s open lines are expected to be late, and which most likely, with reasons.',
  permission: 'analytics.read',
  input: supplierById,
  output: supplierPrediction,
  async run({ tx, input: { id } }) {
    if (!(await hasSupplier(tx, id))) throw notFound('supplier')
    const upkeep = await findUpkeep(tx)
    const { lines, expectedLate } = await countOpen(tx, { supplierId: id })
    const found = await findRiskiest(tx, { supplierId: id }, mostLines)
    return {
      supplier_id: id,
      scored_on: upkeep?.scoredOn ?? null,
      lines_known: upkeep?.linesKnown ?? 0,
      lines_late: upkeep?.linesLate ?? 0,
      open_lines: lines,
      expected_late: expectedLate,
      lines: found.map(toPrediction),
    }
  },
})
