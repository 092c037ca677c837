import { check, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { oneOf } from './checks.ts'
import { instant } from './columns.ts'

/** What the doctor found in each phase of a deployment, the last time it looked. */
export const doctorReports = pgTable(
  'doctor_reports',
  {
    phase: text({ enum: ['build', 'deploy', 'validate', 'complete'] }).primaryKey(),
    status: text({ enum: ['success', 'warning', 'error'] }).notNull(),
    /** Findings as the report has them. */
    errors: jsonb().notNull(),
    ranAt: instant().notNull(),
  },
  () => [
    check('doctor_reports_phase_check', oneOf('phase', ['build', 'deploy', 'validate', 'complete'])),
    check('doctor_reports_status_check', oneOf('status', ['success', 'warning', 'error'])),
  ],
)
