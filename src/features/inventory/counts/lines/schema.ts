import * as z from 'zod'
import { itemId } from '../../schema.ts'
import { countById } from '../schema.ts'

export const lineStates = ['uncounted', 'counted', 'differing'] as const

const code = z.string().trim().min(1).max(100)

export const listLinesInput = z.strictObject({
  ...countById.shape,
  state: z.enum(lineStates, `must be one of: ${lineStates.join(', ')}`).optional(),
  /** A SKU or barcode, as a scanner reads it. */
  code: code.optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(1_000).optional(),
})

export const countLinesInput = z.strictObject({
  ...countById.shape,
  lines: z
    .array(
      z
        .strictObject({
          item_id: itemId.optional(),
          /** A SKU or barcode, instead of the ID. */
          code: code.optional(),
          counted: z.number().int().min(0).max(1_000_000_000),
        })
        .refine((line) => (line.item_id === undefined) !== (line.code === undefined), {
          path: ['item_id'],
          error: 'give either item_id or code',
        }),
    )
    .min(1)
    .max(500),
})
export type CountLinesInput = z.input<typeof countLinesInput>

export const countLineResource = z.object({
  item_id: z.uuid(),
  sku: z.string(),
  name: z.string(),
  unit: z.string(),
  barcode: z.string().nullable(),
  position: z.number().int(),
  bin: z.string().nullable(),
  counted: z.number().int().nullable(),
  /** What the ledger said at the counting, or says now where nobody counted yet; null while that is hidden. */
  expected: z.number().int().nullable(),
  difference: z.number().int().nullable(),
  /** What the difference is worth at the cost of that time. */
  value: z.string().nullable(),
  currency: z.string(),
  recounts: z.number().int(),
  counted_at: z.iso.datetime().nullable(),
  counted_by: z.string().nullable(),
})
export type CountLineResource = z.infer<typeof countLineResource>

export const countedLines = z.object({
  /** The lines as they were stored, in the order that they were given in. */
  lines: z.array(countLineResource),
  counted: z.number().int(),
  total: z.number().int(),
})
