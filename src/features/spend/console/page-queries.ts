import { listTradesInput } from '../trades/schema.ts'

type Parameters = Record<string, string | string[] | undefined>

/** What a list's address says; what nobody understands of it is left out. */
export function readTradesQuery(parameters: Parameters) {
  const { status, page } = listTradesInput.shape
  const said = (key: string) => [parameters[key]].flat()[0] || undefined
  const chosen = status.safeParse(said('status')).data
  return { ...(chosen ? { status: chosen } : {}), page: page.safeParse(said('page')).data ?? 1 }
}

export function readPage(parameters: Parameters): number {
  return readTradesQuery({ page: parameters.page }).page
}
