import type { Metadata } from 'next'
import { cache } from 'react'
import { ExportDetail } from '#src/features/exports/components/detail/export-detail.tsx'
import { listDeliveries } from '#src/features/exports/destinations/queries/list-deliveries.ts'
import { getApproval } from '#src/features/exports/governance/queries/approvals.ts'
import type { Manifest } from '#src/features/exports/proofs/manifest.ts'
import { getManifest } from '#src/features/exports/proofs/service.ts'
import { getExport } from '#src/features/exports/queries/get.ts'
import { type ExportTypes, listTypes } from '#src/features/exports/queries/list-types.ts'
import type { ExportDetails } from '#src/features/exports/record/details-schema.ts'
import type { Context } from '#src/lib/context.ts'
import { AppError } from '#src/lib/errors.ts'
import { orNotFound, pageContext } from '../../page-context.ts'
import { labelsFor, rightsOf } from '../page-data.ts'

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
  const { manifest, refusal } = await fileOf(context, details, renderedAt)
  const rights = rightsOf(context)
  const types = await listTypes.execute(context, {})
  const { userId, seesAll } = rightsOf(context)
  const isTheirs = seesAll || details.created_by === userId
  const deliveries =
    isTheirs && context.principal.permissions.has('exports.destinations.read')
      ? await listDeliveries.execute(context, { id: details.id, limit: 100 })
      : { items: [] }
  return (
    <ExportDetail
      details={details}
      manifest={manifest}
      refusal={refusal}
      names={namesOf(types, details.export_type)}
      labels={await labelsFor(context)}
      options={types.formats.find(({ key }) => key === details.format)?.options ?? {}}
      rights={{ ...rights, mayDownload: rights.mayDownload && !refusal }}
      approval={await getApproval.execute(context, { id: details.id })}
      deliveries={deliveries.items}
      mayApprove={context.principal.permissions.has('exports.approve')}
      renderedAt={renderedAt}
    />
  )
}

/** The manifest while the file is kept; to somebody who may not open it any more, why not. */
async function fileOf(
  context: Context,
  { id, status, expires_at }: ExportDetails,
  now: number,
): Promise<{ manifest?: Manifest; refusal?: string }> {
  if (status !== 'completed' || !(Date.parse(expires_at ?? '') > now)) return {}
  try {
    return { manifest: await getManifest.execute(context, { id }) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error.code === 'forbidden' ? { refusal: error.message } : {}
  }
}

function namesOf({ datasets }: ExportTypes, type: string) {
  const dataset = datasets.find(({ key }) => key === type)
  const filters = Object.entries(dataset?.filters.properties ?? {})
  return {
    filters: Object.fromEntries(filters.map(([key, { title }]) => [key, String(title ?? key)])),
    columns: Object.fromEntries((dataset?.columns ?? []).map(({ key, label }) => [key, label])),
  }
}
