import { listOpportunitiesInput } from '../record/schema.ts'
import { listStrategiesInput } from '../strategies/schema.ts'

type Parameters = Record<string, string | string[] | undefined>

const said = (parameters: Parameters, key: string) => [parameters[key]].flat()[0] || undefined

/** What the address of the list says; what nobody understands of it is left out. */
export function readOpportunitiesQuery(parameters: Parameters) {
  const { status, page } = listOpportunitiesInput.shape
  return {
    status: status.safeParse(said(parameters, 'status')).data ?? 'open',
    page: page.safeParse(said(parameters, 'page')).data ?? 1,
  }
}

export function readStrategiesQuery(parameters: Parameters) {
  const { status, page } = listStrategiesInput.shape
  const chosen = status.safeParse(said(parameters, 'status')).data
  return { ...(chosen ? { status: chosen } : {}), page: page.safeParse(said(parameters, 'page')).data ?? 1 }
}
