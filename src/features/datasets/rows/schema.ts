import * as z from 'zod'

export const filterValues = z.record(z.string().max(100), z.unknown())

export const countRowsInput = z.strictObject({
  export_type: z.string().max(100),
  filters: filterValues.default({}),
  time_zone: z.string().max(100).optional(),
})
export type CountRowsInput = z.input<typeof countRowsInput>

export const rowCount = z.object({
  rows: z.number().int(),
  isExact: z.boolean(),
  filtersInWords: z.array(z.string()),
})
