import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '#src/components/page-header.tsx'
import { BackToExports } from '#src/features/exports/components/back-to-exports.tsx'
import { requestOfExport } from '#src/features/exports/components/commands/repeat-request.ts'
import { hasForm, requestIn } from '#src/features/exports/components/new-export/draft/request-in.ts'
import type { Beginning } from '#src/features/exports/components/new-export/draft/use-draft.ts'
import { NewExportForm } from '#src/features/exports/components/new-export/new-export-form.tsx'
import { getExport } from '#src/features/exports/queries/get.ts'
import { listTypes } from '#src/features/exports/queries/list-types.ts'
import { getTemplate } from '#src/features/exports/templates/queries/get.ts'
import type { Context } from '#src/lib/context.ts'
import { env } from '#src/lib/env.ts'
import { orNotFound, pageContext } from '../../page-context.ts'
import { offeredDestinations, rightsOf } from '../page-data.ts'

export const metadata: Metadata = { title: 'New export' }

type Search = Record<string, string | string[] | undefined>

export default async function NewExportPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const context = await pageContext(`/exports/new${addressOfPage(search)}`)
  const types = await listTypes.execute(context, {})
  if (!rightsOf(context).mayCreate || types.datasets.length === 0) notFound()
  const beginning = await beginningOf(context, search)
  return (
    <>
      <PageHeader above={<BackToExports />} title="New export" />
      <NewExportForm
        // Another address is another form, also when only its parameters differ.
        key={`${search.from ?? ''} ${search.type ?? ''} ${search.template ?? ''}`}
        types={types}
        destinations={await offeredDestinations(context)}
        beginning={beginning}
        templateId={[search.template].flat()[0]}
        userId={context.principal.userId}
        appUrl={env().APP_URL}
      />
    </>
  )
}

/** A form in the address, an earlier export to change (`from`), or only a dataset to begin with. */
async function beginningOf(context: Context, search: Search): Promise<Beginning> {
  const type = [search.type].flat()[0]
  const from = [search.from].flat()[0]
  const template = [search.template].flat()[0]
  if (template) return { type, request: await requestOfTemplate(context, template) }
  if (hasForm(search)) return { type, request: requestIn(search) }
  if (!from) return { type, request: undefined }
  return { type, request: requestOfExport(await getExport.execute(context, { id: from }).catch(orNotFound)) }
}

async function requestOfTemplate(context: Context, id: string) {
  const template = await getTemplate.execute(context, { id }).catch(orNotFound)
  const { template_name, export_type, format, columns, filters, sort, options, destinations } = template
  return {
    ...{ export_name: template_name, export_type, format, filters, sort, options, destinations },
    columns: columns ?? [],
  }
}

function addressOfPage(search: Search): string {
  const pairs = Object.entries(search).flatMap(([key, value]) => {
    const first = [value].flat()[0]
    return first === undefined ? [] : [[key, first]]
  })
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''
}
