import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { RfpForm } from '#src/features/sourcing/components/form/rfp-form.tsx'
import { getRfp } from '#src/features/sourcing/queries/get-rfp.ts'
import { orNotFound, pageContext } from '../../../page-context.ts'

export const metadata: Metadata = { title: 'Edit request for proposal' }

interface Props {
  params: Promise<{ id: string }>
}

export default async function EditRfpPage({ params }: Props) {
  const { id } = await params
  const context = await pageContext(`/rfps/${id}/edit`)
  if (!context.principal.permissions.has('rfps.write')) notFound()
  const rfp = await getRfp.execute(context, { id }).catch(orNotFound)
  if (rfp.status !== 'draft') notFound()
  return (
    <>
      <PageHeader above={<BackLink href={`/rfps/${id}`} label={rfp.rfp_no} />} title={`Edit ${rfp.rfp_no}`} />
      <RfpForm rfp={rfp} />
    </>
  )
}
