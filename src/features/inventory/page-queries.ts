import type * as z from 'zod'
import { lineStates } from './counts/lines/schema.ts'
import { listItemsInput } from './schema.ts'

type Parameters = Record<string, string | string[] | undefined>

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

/** Which lines of a count its page shows; without a choice those that wait for somebody. */
export function readLinesQuery(parameters: Parameters, usual: string) {
  const said = [parameters.state].flat()[0] ?? usual
  const state = lineStates.find((one) => one === said)
  return { state: state ?? 'all', page: readPage(parameters), filter: state ? { state } : {} }
}
