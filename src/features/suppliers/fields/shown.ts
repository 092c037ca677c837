import type { Dataset } from '#src/features/datasets/definition/definition.ts'
import { maskedText } from '#src/features/datasets/rows/mask.ts'
import { visibleColumns } from '#src/features/datasets/rows/rights.ts'
import type { Principal } from '#src/lib/context.ts'

/** Shows a value as this person’s lists and files of the dataset do: whole, masked, or not at all. */
export function shownTo(principal: Principal, dataset: Dataset) {
  const columns = new Map(visibleColumns(principal, dataset).map((column) => [column.key, column]))
  return (key: string, value: string | null): string | null => {
    const column = columns.get(key)
    if (!column) return null
    return column.masked ? maskedText(value) : value
  }
}
