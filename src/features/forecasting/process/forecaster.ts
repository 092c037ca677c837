import { askProcess } from '#src/encoding/process/ask-process.ts'
import { processFile } from '#src/encoding/process/bare-process.ts'
import type { Forecast } from '../models/panel/series.ts'
import type { FromForecaster, ToForecaster } from './forecaster-messages.ts'

const program = processFile('forecaster-main', import.meta.url)

const heapMegabytes = 1024

interface Control {
  /** The share of the series that are forecast. */
  onProgress?: (share: number) => void
  signal?: AbortSignal
}

/** Forecasts in a process of its own. Throws the signal's reason, or what the process said when it failed. */
export function computeForecasts(
  job: ToForecaster,
  { onProgress, signal }: Control = {},
): Promise<Forecast[]> {
  return askProcess<FromForecaster, Forecast[]>(program, job, {
    ...{ name: 'forecaster', heapMegabytes, signal },
    take: ({ share, forecasts }) => {
      if (share !== undefined) onProgress?.(share)
      return forecasts
    },
  })
}
