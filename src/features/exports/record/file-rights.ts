import type { FileColumn } from '#src/encoding/rows/column.ts'
import type { Dataset } from '#src/features/datasets/definition/definition.ts'
import { findDatasetFor, mayRead, type Reader } from '#src/features/datasets/rows/rights.ts'
import { AppError } from '#src/lib/errors.ts'

/** What stands before the columns of the dataset in every file that holds changes; no right is needed for it. */
export const deltaColumns: FileColumn[] = [
  { key: '_change', label: 'Change', type: 'text', masked: false },
  { key: '_row_key', label: 'Row key', type: 'text', masked: false },
]

/** What a file holds, as far as rights go: its dataset and its columns, each masked or not. */
export interface FileContents {
  exportType: string
  columns: readonly { key: string; masked: boolean; uses?: string[] | undefined }[]
}

/**
 * Why this person may not have the file, as the end of a sentence that begins with who they are; undefined when
 * they may. A dataset may let its files be handed on to people without the right to it, but never what its
 * definition marks as sensitive.
 */
export function refusalFor(reader: Reader, { exportType, columns }: FileContents): string | undefined {
  const dataset = findDatasetFor(reader, exportType)
  if (!dataset) return `may not read ${exportType}, which is no longer offered`
  if (!dataset.canBeHandedOn && !mayRead(reader, dataset)) {
    return `may not read ${dataset.label}`
  }
  const hidden = columns.flatMap((column) => hiddenLabel(reader, dataset, column) ?? [])
  return hidden.length === 0 ? undefined : `may not read ${listed(hidden)} of ${dataset.label}`
}

/** Throws `forbidden` when this person may not have the file now, whatever they were allowed earlier. */
export function requireFileRights(reader: Reader, contents: FileContents): void {
  const refusal = refusalFor(reader, contents)
  if (!refusal) return
  throw new AppError(
    'forbidden',
    `You ${refusal}, so you can no longer open this file. An admin can give you access.`,
  )
}

/** The label of a column that its file shows and this person may not see so. */
function hiddenLabel(
  reader: Reader,
  dataset: Dataset,
  column: FileContents['columns'][number],
): string | undefined {
  // A computed column is as sensitive as what it is made from.
  if (column.uses)
    return column.uses.map((key) => hiddenLabel(reader, dataset, { key, masked: false })).find(Boolean)
  if (deltaColumns.some(({ key }) => key === column.key)) return undefined
  const defined = dataset.columns.find(({ key }) => key === column.key)
  if (!defined) return column.key
  if (!defined.sensitive) return undefined
  const visibility = defined.sensitive[reader.role] ?? 'omitted'
  const maySee = visibility === 'shown' || (visibility === 'masked' && column.masked)
  return maySee ? undefined : defined.label
}

function listed(labels: string[]): string {
  const shown = labels.slice(0, 5)
  if (labels.length > shown.length)
    return `${shown.join(', ')} and ${labels.length - shown.length} more columns`
  return shown.length === 1 ? shown[0]! : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}
