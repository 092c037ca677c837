import type * as z from 'zod'
import { listItemsInput } from './schema.ts'

export type Parameters = Record<string, string | string[] | undefined>

/** What the list's address says; what nobody understands of it is left out. */
export function readItemsQuery(parameters: Parameters) {
  const { search, status, page } = listItemsInput.shape
  const said = (key: string) => [parameters[key]].flat()[0] || undefined
  const text = search.safeParse(said('search')).data
  const chosen: z.output<typeof status> = status.safeParse(said('status')).data
  return {
    ...(text ? { search: text } : {}),
    ...(chosen ? { status: chosen } : {}),
    page: page.safeParse(said('page')).data ?? 1,
  }
}

export function readPage(parameters: Parameters): number {
  return readItemsQuery({ page: parameters.page }).page
}
