import type { Principal } from '#src/lib/context.ts'
import { AppError } from '#src/lib/errors.ts'
import type { ExportRequest } from '../../record/request.ts'
import { planOccurrence, windowOf } from './plan-occurrence.ts'
import type { DataWindow } from './schema.ts'

/** The days that a run at this time would read; null where the reader may not read the dataset, or it no longer fits. */
export function plannedWindow(principal: Principal, request: ExportRequest, at: Date): DataWindow | null {
  try {
    return windowOf(planOccurrence(principal, request, at).filters)
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}
