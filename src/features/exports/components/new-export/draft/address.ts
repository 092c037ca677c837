import type { ExportTypes } from '../../../queries/list-types.ts'
import { type Draft, toRequest } from './draft.ts'
import { draftOf } from './from-request.ts'

/** The parameters of the form's address; those that hold lists or objects hold them as JSON. */
export const textKeys = ['export_name', 'format'] as const
export const jsonKeys = ['filters', 'columns', 'sort', 'options', 'recipients', 'destinations'] as const

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
