import * as z from 'zod'
import { compressionOption } from '../rows/option-schemas.ts'

/** Options of both JSON formats. */
export const jsonOptions = z.strictObject({
  keys: z.enum(['key', 'label']).optional().describe('Name members after column keys or column labels'),
  numbers: z
    .enum(['exact', 'string'])
    .optional()
    .describe('Numbers with all their digits, or as strings for readers that would round them'),
  compression: compressionOption,
})

export type JsonDialect = Required<z.infer<typeof jsonOptions>>

/** Fills in the defaults. Throws ZodError. */
export function jsonDialect(options: Record<string, unknown>): JsonDialect {
  return { keys: 'key', numbers: 'exact', compression: 'none', ...jsonOptions.parse(options) }
}
