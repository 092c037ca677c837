import { Grid, GridCol } from '@mantine/core'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { DeleteDestination } from '#src/features/exports/components/destinations/delete-destination.tsx'
import { DestinationForm } from '#src/features/exports/components/destinations/destination-form.tsx'
import { TestCard } from '#src/features/exports/components/destinations/test-card.tsx'
import { getDestination } from '#src/features/exports/destinations/queries/get.ts'
import { orNotFound, pageContext } from '../../../page-context.ts'

interface Props {
  params: Promise<{ id: string }>
}

const load = cache(async (id: string) => {
  const context = await pageContext(`/settings/destinations/${id}`)
  if (!context.principal.permissions.has('exports.destinations.manage')) notFound()
  return getDestination.execute(context, { id }).catch(orNotFound)
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).id)).name }
}

export default async function DestinationPage({ params }: Props) {
  const destination = await load((await params).id)
  return (
    <>
      <PageHeader
        above={<BackLink href="/settings/destinations" label="Destinations" />}
        title={destination.name}
        description={destination.target}
        actions={<DeleteDestination destination={destination} />}
      />
      <Grid gap="md">
        <GridCol span={{ base: 12, md: 7 }}>
          <DestinationForm key={destination.version} existing={destination} />
        </GridCol>
        <GridCol span={{ base: 12, md: 5 }}>
          <TestCard initial={destination} />
        </GridCol>
      </Grid>
    </>
  )
}
