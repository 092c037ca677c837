import type { Metadata } from 'next'
import { cache } from 'react'
import { ExportDetail } from '#src/features/exports/components/detail/export-detail.tsx'
import { getManifest } from '#src/features/exports/proofs.ts'
import { getExport } from '#src/features/exports/service.ts'
import { listTypes } from '#src/features/exports/types.ts'
import { orNotFound, pageContext } from '../../page-context.ts'
import { labelsFor, rightsOf } from '../reader.ts'

interface Props {
  params: Promise<{ id: string }>
}

const load = cache(async (id: string) => {
  const context = await pageContext(`/exports/${id}`)
  const renderedAt = Date.now()
  const details = await getExport.execute(context, { id, include_details: 'true' }).catch(orNotFound)
  return { context, renderedAt, details }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { details } = await load((await params).id)
  return { title: details.export_name }
}

export default async function ExportPage({ params }: Props) {
  const { context, renderedAt, details } = await load((await params).id)
  const hasFile = details.links.manifest && Date.parse(details.expires_at ?? '') > renderedAt
  const manifest = hasFile ? await getManifest.execute(context, { id: details.id }) : undefined
  return (
    <ExportDetail
      details={details}
      manifest={manifest}
      filterTitles={filterTitles((await listTypes.execute(context, {})).datasets, details.export_type)}
      labels={await labelsFor(context)}
      rights={rightsOf(context)}
      renderedAt={renderedAt}
    />
  )
}

function filterTitles(datasets: { key: string; filters: Record<string, unknown> }[], type: string) {
  const filters = datasets.find(({ key }) => key === type)?.filters.properties ?? {}
  return Object.fromEntries(Object.entries(filters).map(([key, { title }]) => [key, String(title ?? key)]))
}
