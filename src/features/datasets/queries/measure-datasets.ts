import * as z from 'zod'
import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import type { Dataset } from '../definition/definition.ts'
import { cellValue } from '../rows/cell-value.ts'
import { estimatePlanned, readTexts, readWithin, setSessionFormats } from '../rows/repository.ts'
import { readableDatasets, visibleColumns } from '../rows/rights.ts'
import { type DatasetSize, datasetSize } from '../rows/schema.ts'
import { compileCount, compileLatest } from '../rows/sql.ts'

/** Larger datasets are estimated. */
const countedRows = 10_000
/** For one count or latest value, and for all of them together. */
const milliseconds = 100
const allMilliseconds = 1_500

export const measureDatasets = defineQuery({
  name: 'datasets.measure',
  summary:
    'How many rows each dataset that you can read has, about, and how fresh they are. Larger counts are estimates.',
  permission: 'datasets.read',
  input: z.strictObject({}),
  output: z.array(datasetSize),
  async run({ context: { principal }, tx }) {
    await setSessionFormats(tx, principal.timeZone)
    const deadline = performance.now() + allMilliseconds
    const sizes: DatasetSize[] = []
    for (const dataset of readableDatasets(principal)) {
      const timeout = Math.max(1, Math.min(milliseconds, Math.round(deadline - performance.now())))
      const counted = await countRows(tx, dataset, timeout)
      sizes.push({
        key: dataset.key,
        ...counted,
        freshness: await freshnessOf(tx, principal, dataset, timeout),
      })
    }
    return sizes
  },
})

async function countRows(
  tx: Tx,
  dataset: Dataset,
  timeout: number,
): Promise<Pick<DatasetSize, 'rows' | 'is_exact'>> {
  const counted = await readWithin(tx, timeout, () => readTexts(tx, compileCount(dataset, countedRows + 1)))
  const rows = Number(counted?.[0]?.[0])
  if (rows <= countedRows) return { rows, is_exact: true }
  const estimated = await estimatePlanned(tx, { dataset, filters: {} })
  return { rows: Math.max(estimated, counted ? rows : 0), is_exact: false }
}

async function freshnessOf(
  tx: Tx,
  principal: Principal,
  dataset: Dataset,
  timeout: number,
): Promise<DatasetSize['freshness']> {
  const { freshness } = dataset
  const column = visibleColumns(principal, dataset).find(({ key }) => key === freshness?.column)
  if (!freshness || !column || column.masked) return null
  const found = await readWithin(tx, timeout, () => readTexts(tx, compileLatest(dataset, column.sql)))
  const latest = found?.[0]?.[0]
  return latest ? { at: String(cellValue(column, latest)), means: freshness.means } : null
}
