import type { ExportTypes } from '../../../queries/list-types.ts'
import type { CreateExportInput } from '../../../record/schema.ts'

export type DatasetType = ExportTypes['datasets'][number]
export type FormatType = ExportTypes['formats'][number]
export type FieldValue = string | string[] | boolean | number | null

export interface DraftColumn {
  key: string
  /** Where the dataset has it. */
  position: number
  /** What the dataset calls it. */
  label: string
  /** What the file is to call it. */
  name: string
  type: string
  masked: boolean
  isIncluded: boolean
}

export interface DraftSort {
  column: string
  direction: 'asc' | 'desc'
}

/** An export as it stands in the form. */
export interface Draft {
  name: string
  /** Until somebody types one, the name follows the dataset. */
  nameIsTyped: boolean
  dataset: string
  filters: Record<string, FieldValue>
  columns: DraftColumn[]
  sort: DraftSort[]
  format: string
  options: Record<string, FieldValue>
  timeZone: string
  recipients: string[]
}

export type FieldErrors = Record<string, string>

export function newDraft(types: ExportTypes, dataset: DatasetType, today: string): Draft {
  return {
    ...ofDataset(dataset),
    name: `${dataset.label}, ${today}`,
    nameIsTyped: false,
    format: types.formats[0]!.key,
    options: {},
    timeZone: types.time_zone,
    recipients: [],
  }
}

/** Another dataset brings its own filters, columns and order; everything else stays. */
export function withDataset(draft: Draft, dataset: DatasetType, today: string): Draft {
  const name = draft.nameIsTyped ? draft.name : `${dataset.label}, ${today}`
  return { ...draft, ...ofDataset(dataset), name }
}

/** Without something that hangs on it the locale goes, too: its field is gone, and it would be refused. */
export function withOption(options: Draft['options'], key: string, value: FieldValue): Draft['options'] {
  const changed = { ...options, [key]: value }
  return takesLocale(changed) ? changed : { ...changed, locale: null }
}

export function takesLocale({ preset, values }: Draft['options']): boolean {
  return preset === 'excel' || values === 'formatted'
}

export function toRequest(draft: Draft): CreateExportInput {
  return {
    export_name: draft.name,
    export_type: draft.dataset,
    format: draft.format,
    filters: given(draft.filters),
    ...columnsOf(draft.columns),
    sort: draft.sort,
    options: { time_zone: draft.timeZone, ...given(draft.options) },
    recipients: draft.recipients,
  }
}

/** Server errors by the field they belong to; those of list items go to their list. */
export function errorsByField(errors: { path: string; message: string }[]): FieldErrors {
  const fields: FieldErrors = {}
  for (const { path, message } of errors) {
    const list = /^(columns|recipients)\b/.exec(path)?.[1]
    fields[list ?? path.replace(/^sort\.(\d+)\..*$/, 'sort.$1')] ??= message
  }
  return fields
}

export function isSortable({ type, masked }: DraftColumn): boolean {
  return !masked && type !== 'json'
}

function ofDataset({ key, columns, default_sort }: DatasetType) {
  return {
    dataset: key,
    filters: {},
    columns: columns.map(({ key, label, type, masked }, position) => ({
      ...{ key, position, label, type, masked },
      name: label,
      isIncluded: true,
    })),
    sort: default_sort,
  }
}

function given(values: Record<string, FieldValue>): Record<string, FieldValue> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  )
}

/** Nothing when every column is as the dataset has it: what was left out for the role is then in the proof. */
function columnsOf(columns: DraftColumn[]): Pick<CreateExportInput, 'columns'> {
  const isNamed = ({ label, name }: DraftColumn) => name.trim() !== '' && name !== label
  const isAsItWas = columns.every(
    (column, index) => column.isIncluded && column.position === index && !isNamed(column),
  )
  if (isAsItWas) return {}
  const chosen = columns.filter(({ isIncluded }) => isIncluded)
  return {
    columns: chosen.map((column) => (isNamed(column) ? { key: column.key, label: column.name } : column.key)),
  }
}
