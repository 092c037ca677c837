import type { Principal } from '#src/lib/context.ts'
import { AppError } from '#src/lib/errors.ts'
import { datasets } from '../catalog/index.ts'
import type { Dataset, DatasetColumn, Visibility } from '../definition/definition.ts'

/** A column as one person gets it. */
export interface VisibleColumn extends DatasetColumn {
  masked: boolean
}

export interface OmittedColumn {
  key: string
  label: string
  reason: string
}

/** Datasets this person may read. */
export function readableDatasets(principal: Principal): Dataset[] {
  return datasets.filter(({ permission }) => principal.permissions.has(permission))
}

/** Throws `forbidden` when this person may not read the dataset. */
export function requireDataset(principal: Principal, dataset: Dataset): void {
  if (principal.permissions.has(dataset.permission)) return
  throw new AppError(
    'forbidden',
    `You may not read ${dataset.label}. An admin can grant ${dataset.permission}.`,
  )
}

/** Columns this person gets to see, each with whether it is masked. */
export function visibleColumns(principal: Principal, dataset: Dataset): VisibleColumn[] {
  return dataset.columns.flatMap((column) => {
    const visibility = visibilityFor(principal, column)
    return visibility === 'omitted' ? [] : [{ ...column, masked: visibility === 'masked' }]
  })
}

/** Columns this person's role hides, each with the reason that manifests give. */
export function omittedColumns(principal: Principal, dataset: Dataset): OmittedColumn[] {
  return dataset.columns
    .filter((column) => visibilityFor(principal, column) === 'omitted')
    .map(({ key, label }) => ({ key, label, reason: `hidden from the role ${principal.role}` }))
}

function visibilityFor(principal: Principal, column: DatasetColumn): Visibility {
  return column.sensitive ? (column.sensitive[principal.role] ?? 'omitted') : 'shown'
}

/** Whether the column is the dataset's primary key, or a part of it. */
export function isKey(dataset: Dataset, { sql }: Pick<DatasetColumn, 'sql'>): boolean {
  return dataset.primaryKey.includes(sql)
}
