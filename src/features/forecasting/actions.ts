'use server'

import { answer } from '#src/lib/http/action.ts'
import type { DecideAnomalyInput } from './anomalies/schema.ts'
import { cancelForecast } from './commands/cancel.ts'
import { createForecast } from './commands/create.ts'
import { decideOnAnomaly } from './commands/decide-anomaly.ts'
import type { ForecastRequest } from './record/schema.ts'

export async function createForecastAction(input: ForecastRequest) {
  return answer(createForecast, input)
}

export async function cancelForecastAction(input: { id: string }) {
  return answer(cancelForecast, input)
}

export async function decideAnomalyAction(input: DecideAnomalyInput) {
  return answer(decideOnAnomaly, input)
}
