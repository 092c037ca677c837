import { defineJob } from '#src/lib/jobs/queue.ts'
import { backtestsRun } from './queue.ts'
import { runBacktest } from './service.ts'

export const backtestJob = defineJob(backtestsRun, runBacktest)
