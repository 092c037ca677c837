'use server'

import { answer } from '#src/lib/http/action.ts'
import type { Estimate, EstimateInput, Preview } from './schema.ts'
import { estimateExport, previewExport } from './service.ts'

const shownRows = 20

export interface Forecast {
  estimate: Estimate
  /** Null where the first rows could not be read in time; the estimate holds without them. */
  preview: Preview | null
}

/** What a request would become, in one action: those of one browser wait for each other. */
export async function forecastAction(request: EstimateInput) {
  const [estimated, previewed] = await Promise.all([
    answer(estimateExport, request),
    answer(previewExport, { ...request, rows: shownRows }),
  ])
  if (!estimated.ok) return estimated
  return {
    ok: true as const,
    data: { estimate: estimated.data, preview: previewed.ok ? previewed.data : null },
  }
}
