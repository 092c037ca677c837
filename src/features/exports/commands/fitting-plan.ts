import { openDataset } from '#src/features/datasets/connections/service.ts'
import { countRowsWithin, setTimeZone } from '#src/features/datasets/rows/repository.ts'
import type { Principal } from '#src/lib/context.ts'
import { db } from '#src/lib/db/index.ts'
import { requireTimeZone } from '#src/lib/db/time-zones.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, invalid, invalidRequest } from '#src/lib/errors.ts'
import { log } from '#src/lib/log.ts'
import { longReadFor } from '#src/lib/operation/long-read.ts'
import { type FilePlan, planFile } from '../record/plan-file.ts'
import type { ExportRequest } from '../record/request.ts'
import { tooManyRows } from '../record/row-limit.ts'

const countSeconds = 3

/**
 * A plan whose rows fit its format, as far as a count within seconds can tell: one that surely does not fit is
 * refused here instead of failing later. `typePath` is where the request names the dataset.
 */
export async function planFitting(
  principal: Principal,
  request: ExportRequest,
  typePath = 'export_type',
): Promise<FilePlan> {
  const plan = withPath(() => planFile(principal, request), typePath)
  await requireTimeZone(db, plan.timeZone, 'options.time_zone')
  const limit = plan.format.limits.rows
  const rows = limit === undefined ? undefined : await countIfQuick(principal, plan)
  if (limit !== undefined && rows !== undefined && rows > limit) {
    throw invalid('format', tooManyRows(plan.format, rows), 'too_big')
  }
  return plan
}

function countIfQuick(principal: Principal, plan: FilePlan): Promise<number | undefined> {
  const seconds = countSeconds + 2
  const count = async (tx: Tx) => {
    await setTimeZone(tx, plan.timeZone)
    return countRowsWithin(tx, countSeconds * 1000, plan)
  }
  const open = openDataset(principal, plan.dataset, seconds)
  return (open ? open(count) : longReadFor(principal, seconds, count)).catch((error: unknown) => {
    // The run itself stops at the limit, so a count that cannot be had now refuses nobody.
    log.warn({ err: error }, 'rows not counted before the run')
    return undefined
  })
}

function withPath(plan: () => FilePlan, typePath: string): FilePlan {
  try {
    return plan()
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid_request') throw error
    const fields = error.details.errors ?? []
    throw invalidRequest(
      fields.map((field) => (field.path === 'export_type' ? { ...field, path: typePath } : field)),
    )
  }
}
