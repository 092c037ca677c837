import { defineJob } from '#src/lib/jobs/queue.ts'
import { exportsRun } from './queue.ts'
import { runExport } from './run.ts'

export const exportJob = defineJob(exportsRun, runExport)
