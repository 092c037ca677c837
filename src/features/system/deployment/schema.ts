import * as z from 'zod'

export const phases = ['build', 'deploy', 'validate', 'complete'] as const
export const findingTypes = ['import', 'export', 'database', 'configuration'] as const

export const finding = z.object({
  type: z.enum(findingTypes),
  /** Below the project's folder. */
  file: z.string(),
  line: z.number().int().min(1),
  message: z.string(),
  /** What to do about it. */
  suggestion: z.string(),
})
export type Finding = z.infer<typeof finding>

/** What one run of the doctor found; errors come before warnings. */
export const report = z.object({
  phase: z.enum(phases),
  status: z.enum(['success', 'error', 'warning']),
  errors: z.array(finding),
  timestamp: z.iso.datetime(),
})
export type Report = z.infer<typeof report>

export const deployment = z.object({ reports: z.array(report) })
