import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LinkButton } from '#src/components/link-button.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { DestinationsTable } from '#src/features/exports/components/destinations/destinations-table.tsx'
import { listDestinations } from '#src/features/exports/destinations/queries/list.ts'
import { orNotFound, pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Destinations' }

export default async function DestinationsPage() {
  const context = await pageContext('/settings/destinations')
  if (!context.principal.permissions.has('exports.destinations.manage')) notFound()
  const { items } = await listDestinations.execute(context, { limit: 100 }).catch(orNotFound)
  return (
    <>
      <PageHeader
        title="Destinations"
        description="Places that exports can be delivered to. Anyone who exports can choose one; only admins see the settings."
        actions={
          items.length > 0 ? <LinkButton href="/settings/destinations/new">New destination</LinkButton> : null
        }
      />
      <DestinationsTable destinations={items} />
    </>
  )
}
