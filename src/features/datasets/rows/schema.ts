import * as z from 'zod'
import { pageSizes, parsedFilters, parsedSort, usualPageSize } from './list-text.ts'

const filtersError = 'must be a JSON object such as {"status":["shipped"]}'

/** The filters of a request that has no body: one JSON object, so that every value keeps its type. */
const filtersText = z
  .string(filtersError)
  .max(20_000, 'must have at most 20,000 characters')
  .transform((text, context) => {
    const values = parsedFilters(text)
    if (values) return values
    context.addIssue({ code: 'custom', message: filtersError })
    return z.NEVER
  })
  .describe('A JSON object: the key of each filter with its value, as GET /datasets describes them.')

const sortError = 'must be columns with an optional direction, such as order_date:desc,amount'

const sortText = z
  .string(sortError)
  .max(1_000, 'must have at most 1,000 characters')
  .regex(/^[a-z0-9_]+(:(asc|desc))?(,[a-z0-9_]+(:(asc|desc))?)*$/i, sortError)
  .transform(parsedSort)
  .refine((sort) => sort.length <= 8, 'must name at most 8 columns')
  .describe(
    'Columns with an optional direction, such as order_date:desc,amount. Ties are always broken the same way.',
  )

const columnsText = z
  .string()
  .max(10_000, 'must have at most 10,000 characters')
  .transform((text) => text.split(',').map((key) => key.trim()))
  .describe('Column keys, separated by commas, in the order you want. Default: every column.')

const timeZone = z.string().max(100).optional().describe('An IANA name. Default: the company’s time zone.')

const rowsQuery = { key: z.string().max(100), filters: filtersText.optional(), time_zone: timeZone }

export const listRowsInput = z.strictObject({
  ...rowsQuery,
  columns: columnsText.optional(),
  sort: sortText.optional(),
  limit: z.coerce
    .number()
    .refine((size) => pageSizes.some((known) => known === size), `must be one of: ${pageSizes.join(', ')}`)
    .default(usualPageSize)
    .describe(`Rows per page: ${pageSizes.join(', ')}.`),
  cursor: z
    .string()
    .max(10_000)
    .optional()
    .describe('A next_cursor or previous_cursor of a page with the same sort.'),
})

export const sumRowsInput = z.strictObject({
  ...rowsQuery,
  columns: columnsText.optional(),
  exact: z
    .enum(['true', 'false'])
    .optional()
    .describe('true: count and add up for up to 10 seconds. Otherwise an estimate answers sooner.'),
})

export const listValuesInput = z.strictObject({
  key: z.string().max(100),
  filter: z.string().max(100),
  search: z
    .string()
    .max(200)
    .refine((text) => !text.includes('\0'), 'must have no NUL character')
    .optional()
    .describe('Only values that contain this text.'),
})
export type ListValuesInput = z.input<typeof listValuesInput>

const jsonValue = z.unknown()

export const rowPage = z.object({
  rows: z.array(
    z.object({
      /** The primary key. */
      key: z.string(),
      values: z.record(z.string(), jsonValue),
    }),
  ),
  pagination: z.object({
    limit: z.number().int(),
    next_cursor: z.string().nullable(),
    previous_cursor: z.string().nullable(),
    has_more: z.boolean(),
  }),
})
export type RowPage = z.infer<typeof rowPage>

/** How many rows a dataset has, and how fresh they are. */
export const datasetSize = z.object({
  key: z.string(),
  rows: z.number().int(),
  /** False for larger datasets: `rows` is then the planner's estimate. */
  is_exact: z.boolean(),
  /** The date of the newest row or when a row was last changed; null where no row says so, or not soon enough. */
  freshness: z.object({ at: z.string(), means: z.enum(['newest', 'changed']) }).nullable(),
})
export type DatasetSize = z.infer<typeof datasetSize>

export const unsummedReasons = ['too_many_rows', 'several_currencies'] as const

export const rowSums = z.object({
  rows: z.number().int(),
  /** False where counting took too long: `rows` is then the planner's estimate. */
  is_exact: z.boolean(),
  filters_in_words: z.array(z.string()),
  /** Exact decimals by column; null where no row has a value. */
  sums: z.record(z.string(), z.string().nullable()),
  /** Numeric columns without a sum, and why. */
  unsummed: z.record(z.string(), z.enum(unsummedReasons)),
})
export type RowSums = z.infer<typeof rowSums>

export const valueList = z.object({
  values: z.array(z.string()),
  /** Whether these are all values that contain the text. */
  is_complete: z.boolean(),
})
