import type { Principal } from '#src/lib/context.ts'
import { AppError } from '#src/lib/errors.ts'
import { datasets, findDataset } from '../catalog/index.ts'
import type { Computation } from '../computed/computed-column.ts'
import { buildDataset } from '../custom/definition/build.ts'
import type { Dataset, DatasetColumn, Visibility } from '../definition/definition.ts'

/** A column as one person gets it. */
export interface VisibleColumn extends DatasetColumn {
  masked: boolean
  /** Set where it is made from other columns; it then has no SQL of its own. */
  computed?: Computation
}

export interface OmittedColumn {
  key: string
  label: string
  reason: string
}

/** Somebody of a company, as far as its own datasets go. */
export type Member = Pick<Principal, 'customDatasets'>
export type Reader = Member & Pick<Principal, 'role' | 'permissions'>

/** A dataset of Waybill or of this person's company. */
export function findDatasetFor({ customDatasets = [] }: Member, key: string): Dataset | undefined {
  const stored = customDatasets.find((custom) => custom.key === key)
  return findDataset(key) ?? (stored && buildDataset(stored))
}

/** Every dataset that this person's company has, whoever may read it. */
export function datasetsFor({ customDatasets = [] }: Member): readonly Dataset[] {
  return customDatasets.length === 0 ? datasets : [...datasets, ...customDatasets.map(buildDataset)]
}

/** Datasets this person may read. */
export function readableDatasets(principal: Reader): Dataset[] {
  return datasetsFor(principal).filter((dataset) => mayRead(principal, dataset))
}

/** Whether this person may read the dataset, whatever of its columns. */
export function mayRead({ role, permissions }: Omit<Reader, 'customDatasets'>, dataset: Dataset): boolean {
  return permissions.has(dataset.permission) && (dataset.readers?.includes(role) ?? true)
}

/** Throws `forbidden` when this person may not read the dataset. */
export function requireDataset(principal: Principal, dataset: Dataset): void {
  if (mayRead(principal, dataset)) return
  throw new AppError(
    'forbidden',
    dataset.readers
      ? `You may not read ${dataset.label}. An admin can add your role to its readers.`
      : `You may not read ${dataset.label}. An admin can grant ${dataset.permission}.`,
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
