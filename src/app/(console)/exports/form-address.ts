import { requestOfExport } from '#src/features/exports/components/commands/repeat-request.ts'
import type { PartialRequest } from '#src/features/exports/components/new-export/draft/from-request.ts'
import { hasForm, requestIn } from '#src/features/exports/components/new-export/draft/request-in.ts'
import { getExport } from '#src/features/exports/queries/get.ts'
import { getTemplate } from '#src/features/exports/templates/queries/get.ts'
import type { Context } from '#src/lib/context.ts'
import { orNotFound } from '../page-context.ts'

export type Search = Record<string, string | string[] | undefined>

/** What a form begins with: a template, an earlier export (`from`), or the form that the address holds. */
export async function requestAt(context: Context, search: Search): Promise<PartialRequest | undefined> {
  const [from, template] = [firstOf(search.from), firstOf(search.template)]
  if (template) return requestOfTemplate(context, template)
  if (hasForm(search)) return requestIn(search)
  if (!from) return undefined
  return requestOfExport(await getExport.execute(context, { id: from }).catch(orNotFound))
}

export function firstOf(value: string | string[] | undefined): string | undefined {
  return [value].flat()[0]
}

/** The search part of the address, to come back to it after signing in. */
export function searchText(search: Search): string {
  const pairs = Object.entries(search).flatMap(([key, value]) => {
    const first = firstOf(value)
    return first === undefined ? [] : [[key, first]]
  })
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''
}

async function requestOfTemplate(context: Context, id: string): Promise<PartialRequest> {
  const template = await getTemplate.execute(context, { id }).catch(orNotFound)
  const { template_name, export_type, format, columns, filters, sort, options, destinations } = template
  return {
    ...{ export_name: template_name, export_type, format, filters, sort, options, destinations },
    columns: columns ?? [],
  }
}
