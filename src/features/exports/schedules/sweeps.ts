import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { startDue } from './runs/due.ts'

export const dueSchedules = defineSweep({ name: 'schedules.start', every: 1_000, run: startDue })
