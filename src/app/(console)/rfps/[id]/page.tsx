import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { listLocations } from '#src/features/inventory/queries/list-locations.ts'
import { RfpPage } from '#src/features/sourcing/components/rfp/rfp-page.tsx'
import { getRfp } from '#src/features/sourcing/queries/get-rfp.ts'
import { listResponses } from '#src/features/sourcing/queries/list-responses.ts'
import { orNotFound, pageContext } from '../../page-context.ts'

interface Props {
  params: Promise<{ id: string }>
}

const load = cache(async (id: string) => {
  const context = await pageContext(`/rfps/${id}`)
  const { permissions } = context.principal
  if (!permissions.has('rfps.read')) notFound()
  const rfp = await getRfp.execute(context, { id }).catch(orNotFound)
  const { items: responses } = await listResponses.execute(context, { id, limit: 100 })
  const places = rfp.links.award ? (await listLocations.execute(context, { limit: 500 })).items : []
  const locations = places
    .filter(({ kind }) => kind === 'warehouse' || kind === 'shop')
    .map(({ id, name }) => ({ value: id, label: name }))
  return { rfp, responses, locations, mayWrite: permissions.has('rfps.write') }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { rfp } = await load((await params).id)
  return { title: `${rfp.rfp_no}: ${rfp.title}` }
}

export default async function OneRfpPage({ params }: Props) {
  return <RfpPage {...(await load((await params).id))} />
}
