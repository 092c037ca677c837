import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { DestinationForm } from '#src/features/exports/components/destinations/destination-form.tsx'
import { pageContext } from '../../../page-context.ts'

export const metadata: Metadata = { title: 'New destination' }

export default async function NewDestinationPage() {
  const context = await pageContext('/settings/destinations/new')
  if (!context.principal.permissions.has('exports.destinations.manage')) notFound()
  return (
    <>
      <PageHeader
        above={<BackLink href="/settings/destinations" label="Destinations" />}
        title="New destination"
      />
      <DestinationForm />
    </>
  )
}
