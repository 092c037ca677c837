import { defineJob } from '#src/lib/jobs/queue.ts'
import { forecastsRun } from './queue.ts'
import { runForecast } from './run.ts'

export const forecastJob = defineJob(forecastsRun, runForecast)
