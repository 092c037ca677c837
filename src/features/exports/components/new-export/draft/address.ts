import type { ExportTypes } from '../../../queries/list-types.ts'
import { type Draft, toRequest } from './draft.ts'
import { draftOf, type PartialRequest } from './from-request.ts'

/** The parameters of the form's address; those that hold lists or objects hold them as JSON. */
export const textKeys = ['export_name', 'format'] as const
export const jsonKeys = ['filters', 'columns', 'sort', 'options', 'recipients', 'destinations'] as const

/** The search part of the form's address: the dataset, and what differs from its blank form. */
export function addressOf(draft: Draft, types: ExportTypes, today: string): string {
  const request = toRequest(draft)
  const blank = toRequest(draftOf(types, { export_type: draft.dataset }, today))
  const isChanged = (key: keyof PartialRequest) => JSON.stringify(request[key]) !== JSON.stringify(blank[key])
  const changes = Object.entries(request).filter(([key]) => isChanged(key as keyof PartialRequest))
  return addressOfRequest({ ...Object.fromEntries(changes), export_type: draft.dataset })
}

/** The search part of an address that opens a form with this request. */
export function addressOfRequest(request: PartialRequest): string {
  const search = new URLSearchParams(request.export_type ? { type: request.export_type } : {})
  for (const key of textKeys) {
    if (request[key] !== undefined) search.set(key, request[key])
  }
  for (const key of jsonKeys) {
    if (request[key] !== undefined) search.set(key, JSON.stringify(request[key]))
  }
  return `?${search}`
}
