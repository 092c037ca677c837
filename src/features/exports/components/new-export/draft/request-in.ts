import { createExportInput } from '../../../record/schema.ts'
import { jsonKeys, textKeys } from './address.ts'
import type { PartialRequest } from './from-request.ts'

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
