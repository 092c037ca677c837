import { lookUpRelation } from '#src/features/sources/catalogue/service.ts'
import { readSourceRows } from '#src/features/sources/connections/service.ts'
import type { Principal } from '#src/lib/context.ts'
import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findDatasetFor } from '../../rows/rights.ts'
import { findProblems, newColumns, possibleRenames } from '../drift/find.ts'
import { datasetDrift } from '../drift/schema.ts'
import { byCustomKey } from '../record/schema.ts'

const seconds = 15

export const getDrift = defineQuery({
  name: 'datasets.drift',
  summary:
    'Whether a dataset of your own still fits its table: what is gone or of another type, and what is new.',
  permission: 'sources.manage',
  input: byCustomKey,
  output: datasetDrift,
  elsewhere({ context: { principal }, input }) {
    const source = sourceOf(principal, input.key)
    return (
      source &&
      ((run) => readSourceRows(principal.tenantId, source.id, { purpose: 'catalogue', seconds }, run))
    )
  },
  async run({ context: { principal }, tx, input: { key } }) {
    const source = sourceOf(principal, key)
    if (!source) throw notFound('dataset of your own')
    const { expects, version } = source
    const found = await lookUpRelation(tx, expects.schema, expects.name)
    const problems = findProblems(expects, found)
    return {
      ...{ key, version, problems, fits: problems.length === 0 },
      renames: found ? possibleRenames(expects, found) : [],
      new_columns: (found ? newColumns(expects, found) : []).map(({ name, type }) => ({
        name,
        source_type: type,
      })),
    }
  },
})

function sourceOf(principal: Principal, key: string) {
  return findDatasetFor(principal, key)?.source
}
