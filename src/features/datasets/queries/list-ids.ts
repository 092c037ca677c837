import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { type FieldError, invalidRequest } from '#src/lib/errors.ts'
import type { Pagination } from '#src/lib/operation/operation.ts'
import type { Dataset, SortKey } from '../definition/definition.ts'
import { decodeCursor, encodeCursor } from '../rows/cursor.ts'
import { planRows } from '../rows/plan.ts'
import { countRowsWithin, estimatePlanned, setSessionFormats } from '../rows/repository.ts'
import { positionOf, readPage } from '../rows/service.ts'

const countMilliseconds = 3_000

interface Asked {
  filters: Record<string, unknown>
  sort: SortKey[]
  page: number
  limit: number
  cursor?: string | undefined
  /** The parameter of the list that a path of the dataset's request stands for. */
  parameterOf: (path: string) => string
}

/** One page of a resource that has a dataset: the same rows in the same order as its file has. */
export async function listIds(
  tx: Tx,
  principal: Principal,
  dataset: Dataset,
  { filters, sort, page, limit, cursor: text, parameterOf }: Asked,
): Promise<{ ids: string[]; pagination: Pagination }> {
  const given = Object.entries(filters).filter(([, value]) => value !== undefined)
  const problems: FieldError[] = []
  const request = { filters: Object.fromEntries(given), sort, columns: ['id'] }
  const plan = planRows(principal, dataset, request, problems)
  if (problems.length > 0)
    throw invalidRequest(problems.map((problem) => ({ ...problem, path: parameterOf(problem.path) })))
  await setSessionFormats(tx, plan.timeZone)
  const cursor = text === undefined ? undefined : decodeCursor(plan, text)
  const found = await readPage(tx, plan, { limit, cursor, offset: (page - 1) * limit })
  const total = (await countRowsWithin(tx, countMilliseconds, plan)) ?? (await estimatePlanned(tx, plan))
  const last = found.hasNext ? found.rows.at(-1) : undefined
  return {
    ids: found.rows.map(([id]) => id!),
    pagination: {
      ...{ page, limit, total, pages: Math.ceil(total / limit) },
      next_cursor: last ? encodeCursor(plan, { side: 'after', position: positionOf(plan, last) }) : null,
      has_more: found.hasNext,
    },
  }
}
