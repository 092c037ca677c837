import * as z from 'zod'
import { customKey } from '../record/schema.ts'
import { problemKinds } from './find.ts'

export const datasetDrift = z.object({
  key: z.string(),
  /** Of the definition that was compared. */
  version: z.int(),
  fits: z.boolean(),
  problems: z.array(
    z.object({
      kind: z.enum(problemKinds),
      /** The dataset’s key of the column; null where it is no single one. */
      column: z.string().nullable(),
      message: z.string(),
    }),
  ),
  /** Columns that may only have another name now: repair takes them as renames where it is told so. */
  renames: z.array(z.object({ column: z.string(), from: z.string(), to: z.string() })),
  /** Columns that the table did not have when the dataset was made. */
  new_columns: z.array(z.object({ name: z.string(), source_type: z.string() })),
})
export type DatasetDrift = z.infer<typeof datasetDrift>

export const repairInput = z.strictObject({
  key: customKey,
  renames: z
    .record(z.string(), z.string())
    .default({})
    .describe('Former names of columns with their names now, as drift offers them. Default: none.'),
  version: z.int().min(1).optional(),
})
export type RepairInput = z.input<typeof repairInput>
