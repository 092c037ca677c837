import type { Language } from '#src/features/datasets/labels/languages.ts'
import type { ExportTypes } from '../../../queries/list-types.ts'
import type { CreateExportInput } from '../../../record/schema.ts'
import { type OptionsSchema, offeredOptions } from '../../format-options.ts'

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
  /** What it is made by, where it is computed. */
  expression?: string
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
  /** Of the headings. */
  language: Language
  /** How long ago an equal request may have read the rows; null: they are read now. */
  reuseMinutes: number | null
  recipients: string[]
  attachToMail: boolean
  destinations: string[]
  /** What was chosen for other datasets and formats in this form, so that going back loses nothing. */
  kept: {
    datasets: Record<string, DatasetChoices>
    formats: Record<string, Draft['options']>
  }
}

type DatasetChoices = Pick<Draft, 'filters' | 'columns' | 'sort'>

export type FieldErrors = Record<string, string>

export function newDraft(types: ExportTypes, dataset: DatasetType, today: string): Draft {
  return {
    ...ofDataset(dataset),
    name: defaultName(dataset, today),
    nameIsTyped: false,
    format: types.formats[0]!.key,
    options: {},
    timeZone: types.time_zone,
    language: 'en',
    reuseMinutes: null,
    recipients: [],
    attachToMail: false,
    destinations: [],
    kept: { datasets: {}, formats: {} },
  }
}

/** Another dataset brings its own filters, columns and sort, as they were left; everything else stays. */
export function withDataset(draft: Draft, dataset: DatasetType, today: string): Draft {
  const { filters, columns, sort, kept } = draft
  const datasets = { ...kept.datasets, [draft.dataset]: { filters, columns, sort } }
  return {
    ...draft,
    ...ofDataset(dataset),
    ...datasets[dataset.key],
    name: draft.nameIsTyped ? draft.name : defaultName(dataset, today),
    kept: { ...kept, datasets },
  }
}

/** Another format brings its own options, as they were left; new ones begin with the reader's language. */
export function withFormat(draft: Draft, format: FormatType, readerLocale?: string): Draft {
  const formats = { ...draft.kept.formats, [draft.format]: draft.options }
  const options = formats[format.key] ?? withReaderLocale(format.options, {}, readerLocale)
  return { ...draft, format: format.key, options, kept: { ...draft.kept, formats } }
}

/**
 * Options that mean nothing beside the new value go, because their fields are gone and they would be refused. Where
 * the language begins to matter the reader's own is chosen until they choose another.
 */
export function withOption(
  schema: OptionsSchema,
  options: Draft['options'],
  key: string,
  value: FieldValue,
  readerLocale?: string,
): Draft['options'] {
  const changed: Draft['options'] = { ...options, [key]: value }
  const offered = offeredOptions(schema, changed).map((field) => field.key)
  const lost = Object.keys(changed).filter((one) => !offered.includes(one))
  const kept = { ...changed, ...Object.fromEntries(lost.map((one) => [one, null])) }
  return key === 'locale' || takesLocale(schema, options)
    ? kept
    : withReaderLocale(schema, kept, readerLocale)
}

function withReaderLocale(
  schema: OptionsSchema,
  options: Draft['options'],
  locale?: string,
): Draft['options'] {
  return locale && !options.locale && takesLocale(schema, options) ? { ...options, locale } : options
}

function takesLocale(schema: OptionsSchema, options: Draft['options']): boolean {
  return offeredOptions(schema, options).some(({ key }) => key === 'locale')
}

export function toRequest(draft: Draft): CreateExportInput {
  return {
    export_name: draft.name,
    export_type: draft.dataset,
    format: draft.format,
    filters: given(draft.filters),
    ...columnsOf(draft.columns),
    sort: draft.sort,
    options: {
      time_zone: draft.timeZone,
      ...(draft.language === 'en' ? {} : { language: draft.language }),
      ...given({ reuse_minutes: draft.reuseMinutes ?? null }),
      ...(draft.attachToMail ? { attach_to_mail: true } : {}),
      ...given(draft.options),
    },
    recipients: draft.recipients,
    destinations: draft.destinations,
  }
}

export function isSortable({ type, masked, expression }: DraftColumn): boolean {
  return !masked && type !== 'json' && expression === undefined
}

function defaultName({ label }: DatasetType, today: string): string {
  return `${label}, ${today}`
}

export function ofDataset({ key, columns, default_sort }: DatasetType): DatasetChoices & { dataset: string } {
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
    ({ expression, ...column }, index) =>
      column.isIncluded && column.position === index && !isNamed(column) && expression === undefined,
  )
  if (isAsItWas) return {}
  const chosen = columns.filter(({ isIncluded }) => isIncluded)
  return {
    columns: chosen.map((column) => {
      const { key, expression } = column
      if (expression !== undefined) return { key, label: column.name.trim() || column.label, expression }
      return isNamed(column) ? { key, label: column.name } : key
    }),
  }
}
