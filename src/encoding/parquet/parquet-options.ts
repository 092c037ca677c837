import * as z from 'zod'
import { namesOption, option } from '../rows/option-schemas.ts'

export const parquetOptions = z.strictObject({
  keys: namesOption('Column names', 'Name columns by their technical keys or by their headings'),
  numbers: option(z.enum(['exact', 'double']), {
    title: 'Numbers without fixed decimals',
    description:
      'Numbers whose column does not say how many decimal places they have: texts with all their digits, or doubles',
    option_labels: { exact: 'Exact, as texts', double: 'As doubles' },
    preselected: 'exact',
  }),
  codec: option(z.enum(['zstd', 'gzip', 'none']), {
    title: 'Compression',
    description: 'How the pages inside the file are compressed; every current reader takes Zstandard',
    option_labels: { zstd: 'Zstandard', gzip: 'gzip', none: 'None' },
    preselected: 'zstd',
  }),
})

export type ParquetDialect = Required<z.infer<typeof parquetOptions>>

/** Fills in the defaults. Throws ZodError. */
export function parquetDialect(options: Record<string, unknown>): ParquetDialect {
  return { keys: 'key', numbers: 'exact', codec: 'zstd', ...parquetOptions.parse(options) }
}
