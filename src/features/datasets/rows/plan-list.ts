import type { Principal } from '#src/lib/context.ts'
import { type FieldError, invalidRequest, notFound } from '#src/lib/errors.ts'
import type { SortKey } from '../definition/definition.ts'
import { planRows, type RowPlan } from './plan.ts'
import { findDatasetFor } from './rights.ts'

interface ListRequest {
  key: string
  filters?: Record<string, unknown> | undefined
  columns?: string[] | undefined
  sort?: SortKey[] | undefined
  time_zone?: string | undefined
}

/**
 * The rows of a page, planned as a file's are. Throws `not_found` for an unknown dataset, `forbidden` where the
 * person may not read it, and `invalid_request` naming every wrong path.
 */
export function planList(principal: Principal, request: ListRequest): RowPlan {
  const { key, filters = {}, columns, sort = [], time_zone: timeZone } = request
  const dataset = findDatasetFor(principal, key)
  if (!dataset) throw notFound('dataset')
  const problems: FieldError[] = []
  const plan = planRows(principal, dataset, { filters, columns, sort, timeZone }, problems)
  if (problems.length > 0) throw invalidRequest(problems.map(asParameter))
  return plan
}

/** The time zone is a parameter of its own here. */
function asParameter(problem: FieldError): FieldError {
  return problem.path === 'options.time_zone' ? { ...problem, path: 'time_zone' } : problem
}
