import * as z from 'zod'
import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import type { Dataset } from '../definition/definition.ts'
import { cellValue } from '../rows/cell-value.ts'
import { estimateRows, readTexts, readWithin, setSessionFormats } from '../rows/repository.ts'
import { readableDatasets, type VisibleColumn, visibleColumns } from '../rows/rights.ts'
import { type DatasetSize, datasetSize } from '../rows/schema.ts'
import { compileWhole, countUpTo, latestOf } from '../rows/sql.ts'

/** Larger datasets are estimated. */
const countedRows = 10_000
/** For all datasets in one statement; then for each alone, where that is not enough. */
const milliseconds = 1_000
const eachMilliseconds = 100

export const measureDatasets = defineQuery({
  name: 'datasets.measure',
  summary:
    'How many rows each dataset that you can read has, about, and how fresh they are. Larger counts are estimates; datasets of your own tables are left out.',
  permission: 'datasets.read',
  input: z.strictObject({}),
  output: z.array(datasetSize),
  async run({ context: { principal }, tx }) {
    await setSessionFormats(tx, principal.timeZone)
    const measured = readableDatasets(principal)
      .filter(({ source }) => !source)
      .map((dataset) => measureOf(principal, dataset))
    const expressions = measured.flatMap(({ count, latest }) => [count, latest])
    const found = await read(tx, milliseconds, expressions)
    const sizes: DatasetSize[] = []
    for (const [index, one] of measured.entries()) {
      const [count, latest] = found
        ? found.slice(2 * index)
        : [
            ...((await read(tx, eachMilliseconds, [one.count])) ?? [null]),
            ...((await read(tx, eachMilliseconds, [one.latest])) ?? [null]),
          ]
      sizes.push({
        key: one.dataset.key,
        ...(await rowsOf(tx, one.dataset, count ?? null)),
        freshness: freshnessOf(one, latest ?? null),
      })
    }
    return sizes
  },
})

interface Measured {
  dataset: Dataset
  count: string
  latest: string
  column: VisibleColumn | undefined
}

function measureOf(principal: Principal, dataset: Dataset): Measured {
  const column = visibleColumns(principal, dataset).find(({ key }) => key === dataset.freshness?.column)
  const latest = column ? latestOf(dataset, column.sql) : 'null::text'
  return { dataset, column, latest, count: countUpTo(dataset, countedRows + 1) }
}

async function read(tx: Tx, limit: number, expressions: string[]): Promise<(string | null)[] | undefined> {
  const query = { text: `select ${expressions.join(',\n')}`, values: [] }
  return (await readWithin(tx, limit, () => readTexts(tx, query)))?.[0]
}

async function rowsOf(
  tx: Tx,
  dataset: Dataset,
  count: string | null,
): Promise<Pick<DatasetSize, 'rows' | 'is_exact'>> {
  const counted = count === null ? undefined : Number(count)
  if (counted !== undefined && counted <= countedRows) return { rows: counted, is_exact: true }
  const estimated = await estimateRows(tx, compileWhole(dataset))
  return { rows: Math.max(estimated, counted ?? 0), is_exact: false }
}

function freshnessOf({ dataset, column }: Measured, latest: string | null): DatasetSize['freshness'] {
  if (!column || !dataset.freshness || latest === null) return null
  return { at: String(cellValue(column, latest)), means: dataset.freshness.means }
}
