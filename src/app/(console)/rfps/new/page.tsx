import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { RfpForm } from '#src/features/sourcing/components/form/rfp-form.tsx'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'New request for proposal' }

export default async function NewRfpPage() {
  const { principal } = await pageContext('/rfps/new')
  if (!principal.permissions.has('rfps.write')) notFound()
  return (
    <>
      <PageHeader
        above={<BackLink href="/data/rfp" label="Requests for proposal" />}
        title="New request for proposal"
        description="Nobody hears of it until you publish it."
      />
      <RfpForm />
    </>
  )
}
