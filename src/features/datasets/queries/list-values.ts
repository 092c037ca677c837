import type { Tx } from '#src/lib/db/transaction.ts'
import { invalidRequest, notFound, notOneOf } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { openRows } from '../connections/service.ts'
import { readTexts, readWithin } from '../rows/repository.ts'
import { findDatasetFor, requireDataset } from '../rows/rights.ts'
import { listValuesInput, valueList } from '../rows/schema.ts'
import { compileValues, type SuggestedValues } from '../rows/sql.ts'

const most = 50
const sampledRows = 20_000
const timeoutMilliseconds = 400
const mostSeconds = 5

export const listValues = defineQuery({
  name: 'datasets.list_values',
  summary: 'Values in a filter’s column, to choose from; for a large dataset, those in its first rows.',
  permission: 'datasets.read',
  input: listValuesInput,
  output: valueList,
  longReadSeconds: mostSeconds,
  elsewhere: ({ context, input }) => openRows(context.principal, input.key, mostSeconds),
  async run({ context, tx, input }) {
    const dataset = findDatasetFor(context.principal, input.key)
    if (!dataset) throw notFound('dataset')
    requireDataset(context.principal, dataset)
    const suggested = dataset.filters.filter(({ suggests }) => suggests !== undefined)
    const expression = suggested.find(({ key }) => key === input.filter)?.suggests
    if (expression === undefined) throw invalidRequest([notOneOf('filter', suggested)])
    const wanted = { dataset, expression, search: input.search?.trim() || undefined, limit: most + 1 }
    const { values, isWhole } = await readValues(tx, wanted)
    return { values: values.slice(0, most), is_complete: isWhole && values.length <= most }
  },
})

/** Of all rows when that is quick, else of a sample. */
async function readValues(tx: Tx, wanted: SuggestedValues): Promise<{ values: string[]; isWhole: boolean }> {
  const read = (rows?: number) =>
    readWithin(tx, timeoutMilliseconds, () => readTexts(tx, compileValues({ ...wanted, rows })))
  const found = await read()
  const values = found ?? (await read(sampledRows)) ?? []
  return { values: values.map(([value]) => String(value)), isWhole: found !== undefined }
}
