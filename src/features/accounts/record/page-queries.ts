import type * as z from 'zod'
import { listAuditInput, listMembersInput } from './schema.ts'

type Parameters = Record<string, string | string[] | undefined>

/** What the members page shows; what its address says and nobody understands is left out. */
export function readMembersQuery(parameters: Parameters): { search?: string; page?: number } {
  return readable(listMembersInput.pick({ search: true, page: true }).partial(), parameters)
}

export type AuditQuery = z.input<typeof listAuditInput>

/** What the audit page shows, in the same way; days the wrong way round are turned. */
export function readAuditQuery(parameters: Parameters): AuditQuery {
  const query: AuditQuery = readable(listAuditInput.omit({ limit: true }), parameters)
  const { date_from, date_to } = query
  const isBackwards = date_from !== undefined && date_to !== undefined && date_from > date_to
  return isBackwards ? { ...query, date_from: date_to, date_to: date_from } : query
}

function readable<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, parameters: Parameters) {
  const entries = Object.entries(schema.shape).flatMap(([key, field]) => {
    const value = [parameters[key]].flat()[0]
    if (!value) return []
    const parsed = (field as z.ZodType).safeParse(value)
    return parsed.success ? [[key, parsed.data] as const] : []
  })
  return Object.fromEntries(entries)
}
