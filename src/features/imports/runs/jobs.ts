import { defineJob } from '#src/lib/jobs/queue.ts'
import { importsRun } from '../queue.ts'
import { runImport } from './run.ts'

export const importJob = defineJob(importsRun, runImport)
