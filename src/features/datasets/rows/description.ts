import * as z from 'zod'
import type { Principal } from '#src/lib/context.ts'
import type { Dataset } from '../definition/definition.ts'
import { isKey, visibleColumns } from './rights.ts'

const columnDescription = z.object({
  key: z.string(),
  label: z.string(),
  type: z.string(),
  scale: z.number().optional(),
  masked: z.boolean(),
  /** Whether the column is the row's id, which people seldom want to see. */
  is_id: z.boolean(),
})

export const datasetDescription = z.object({
  key: z.string(),
  label: z.string(),
  description: z.string(),
  columns: z.array(columnDescription),
  /** A JSON Schema of the filters' values. */
  filters: z.record(z.string(), z.unknown()),
  /** Filters whose values can be suggested. */
  suggested: z.array(z.string()),
  default_sort: z.array(z.object({ column: z.string(), direction: z.enum(['asc', 'desc']) })),
  /** The address of a row's own page in the console before its primary key, where it has one. */
  row_page: z.string().optional(),
})
export type DatasetDescription = z.infer<typeof datasetDescription>

/** A dataset as one person may use it. */
export function describeDataset(principal: Principal, dataset: Dataset): DatasetDescription {
  const shape = Object.fromEntries(dataset.filters.map(({ key, input }) => [key, input.optional()]))
  return {
    key: dataset.key,
    label: dataset.label,
    description: dataset.description,
    columns: visibleColumns(principal, dataset).map((column) => ({
      key: column.key,
      label: column.label,
      type: column.type,
      masked: column.masked,
      // A key of a company's own table is mostly what people call the row.
      is_id: !dataset.source && isKey(dataset, column),
      ...(column.scale === undefined ? {} : { scale: column.scale }),
    })),
    filters: z.toJSONSchema(z.strictObject(shape), { io: 'input', unrepresentable: 'any' }),
    suggested: dataset.filters.filter(({ suggests }) => suggests !== undefined).map(({ key }) => key),
    default_sort: dataset.defaultSort,
    ...(dataset.pages ? { row_page: dataset.pages.row } : {}),
  }
}
