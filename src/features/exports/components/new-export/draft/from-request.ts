import { languages } from '#src/features/datasets/labels/languages.ts'
import type { ExportTypes } from '../../../queries/list-types.ts'
import type { CreateExportInput } from '../../../record/schema.ts'
import { type Field, fieldsOf } from '../../json-schema.ts'
import {
  type DatasetType,
  type Draft,
  type DraftColumn,
  type DraftSort,
  type FieldValue,
  isSortable,
  newDraft,
} from './draft.ts'

/** A request as an address, an earlier export or another version of this page wrote it. */
export type PartialRequest = Partial<CreateExportInput>

/**
 * The draft that a request describes. What the dataset or the format no longer has is left out, so that the
 * form only shows what can be exported today.
 */
export function draftOf(types: ExportTypes, request: PartialRequest, today: string): Draft {
  const dataset = types.datasets.find(({ key }) => key === request.export_type) ?? types.datasets[0]!
  const blank = newDraft(types, dataset, today)
  const format = types.formats.find(({ key }) => key === request.format)?.key ?? blank.format
  const {
    time_zone: timeZone,
    reuse_minutes: reuse,
    attach_to_mail: attach,
    language,
    ...options
  } = values(request.options)
  const columns = columnsIn(blank.columns, request.columns)
  return {
    ...blank,
    ...(request.export_name ? { name: request.export_name, nameIsTyped: true } : {}),
    filters: listsIn(knownOf(values(request.filters), dataset.filters), fieldsOf(dataset.filters)),
    columns,
    sort: sortIn(columns, request.sort) ?? blank.sort,
    format,
    options: knownOf(options, types.formats.find(({ key }) => key === format)!.options),
    timeZone: typeof timeZone === 'string' ? timeZone : blank.timeZone,
    language: languages.find((one) => one === language) ?? 'en',
    reuseMinutes: typeof reuse === 'number' ? reuse : null,
    recipients: request.recipients ?? [],
    attachToMail: attach === true,
    destinations: request.destinations ?? [],
  }
}

/** The chosen columns first, in their order and under their names, then the others unchosen. */
function columnsIn(all: DraftColumn[], chosen: PartialRequest['columns']): DraftColumn[] {
  if (!chosen || chosen.length === 0) return all
  const found = chosen.flatMap((choice, index) => {
    if (typeof choice !== 'string' && choice.expression !== undefined)
      return [computedColumn(choice.key, choice.label, choice.expression, all.length + index)]
    const { key, label } = typeof choice === 'string' ? { key: choice, label: undefined } : choice
    const column = all.find((candidate) => candidate.key === key)
    return column ? [{ ...column, name: label ?? column.label }] : []
  })
  if (found.length === 0) return all
  const keys = new Set(found.map(({ key }) => key))
  return [
    ...found,
    ...all.filter(({ key }) => !keys.has(key)).map((column) => ({ ...column, isIncluded: false })),
  ]
}

function computedColumn(key: string, label: string, expression: string, position: number): DraftColumn {
  return { key, position, label, name: label, type: 'text', masked: false, isIncluded: true, expression }
}

function sortIn(columns: DraftColumn[], sort: PartialRequest['sort']): DraftSort[] | undefined {
  const known = (sort ?? []).flatMap(({ column, direction }) =>
    columns.some((candidate) => candidate.key === column && isSortable(candidate))
      ? [{ column, direction: direction === 'desc' ? ('desc' as const) : ('asc' as const) }]
      : [],
  )
  return known.length > 0 ? known : undefined
}

function values(given: unknown): Record<string, FieldValue> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return {}
  return Object.fromEntries(Object.entries(given).filter(([, value]) => isFieldValue(value)))
}

function isFieldValue(value: unknown): value is FieldValue {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string')
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}

function knownOf(
  given: Record<string, FieldValue>,
  schema: DatasetType['filters'],
): Record<string, FieldValue> {
  const known = (schema.properties ?? {}) as Record<string, unknown>
  return Object.fromEntries(Object.entries(given).filter(([key]) => key in known))
}

/** A single value of a field that takes several is a list of one. */
function listsIn(given: Record<string, FieldValue>, fields: Field[]): Record<string, FieldValue> {
  const lists = new Set(
    fields.flatMap(({ key, kind }) =>
      kind === 'choices' || kind === 'values' || kind === 'ids' ? [key] : [],
    ),
  )
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => [
      key,
      lists.has(key) && typeof value === 'string' ? [value] : value,
    ]),
  )
}
