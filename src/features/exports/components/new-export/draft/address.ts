import type { ExportTypes } from '../../../queries/list-types.ts'
import { createExportInput } from '../../../record/schema.ts'
import { type Draft, toRequest } from './draft.ts'
import { draftOf, type PartialRequest } from './from-request.ts'

/** The parameters of the form's address; those that hold lists or objects hold them as JSON. */
const textKeys = ['export_name', 'format'] as const
const jsonKeys = ['filters', 'columns', 'sort', 'options', 'recipients'] as const

/** The search part of the form's address: the dataset, and what differs from its blank form. */
export function addressOf(draft: Draft, types: ExportTypes, today: string): string {
  const request = toRequest(draft)
  const blank = toRequest(draftOf(types, { export_type: draft.dataset }, today))
  const search = new URLSearchParams({ type: draft.dataset })
  for (const key of textKeys) {
    if (request[key] !== blank[key]) search.set(key, request[key])
  }
  for (const key of jsonKeys) {
    const text = JSON.stringify(request[key])
    if (text !== undefined && text !== JSON.stringify(blank[key])) search.set(key, text)
  }
  return `?${search}`
}

/** Beyond the dataset: whether the address describes a form, or only names where to begin. */
export function hasForm(search: Record<string, string | string[] | undefined>): boolean {
  return [...textKeys, ...jsonKeys].some((key) => search[key] !== undefined)
}

/** The request in an address. What cannot be read is left out; the form shows what is left. */
export function requestIn(search: Record<string, string | string[] | undefined>): PartialRequest {
  const first = (key: string) => [search[key]].flat()[0]
  const found: Record<string, unknown> = { export_type: first('type') }
  for (const key of textKeys) found[key] = first(key)
  for (const key of jsonKeys) found[key] = parsed(first(key))
  const shape = createExportInput.shape
  return Object.fromEntries(
    Object.entries(found).filter(
      ([key, value]) => value !== undefined && shape[key as keyof typeof shape].safeParse(value).success,
    ),
  )
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
