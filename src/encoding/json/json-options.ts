import * as z from 'zod'
import { compressionOption, namesOption, option } from '../rows/option-schemas.ts'

/** Options of both JSON formats. */
export const jsonOptions = z.strictObject({
  keys: namesOption('Property names', 'Name properties by column keys or column headings'),
  numbers: option(z.enum(['exact', 'string']), {
    title: 'Numbers',
    description: 'Numbers with all their digits, or strings for programs that would round them',
    option_labels: { exact: 'Exact', string: 'As strings' },
    preselected: 'exact',
    is_common: true,
  }),
  compression: compressionOption,
})

export type JsonDialect = Required<z.infer<typeof jsonOptions>>

/** Fills in the defaults. Throws ZodError. */
export function jsonDialect(options: Record<string, unknown>): JsonDialect {
  return { keys: 'key', numbers: 'exact', compression: 'none', ...jsonOptions.parse(options) }
}
