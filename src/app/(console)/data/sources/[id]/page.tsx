import { Stack } from '@mantine/core'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { SourceCard } from '#src/features/datasets/components/sources/source-card.tsx'
import { SourceDatasets } from '#src/features/datasets/components/sources/source-datasets.tsx'
import { SourceSettings } from '#src/features/datasets/components/sources/source-settings.tsx'
import { SourceWizard } from '#src/features/datasets/components/sources/wizard/source-wizard.tsx'
import { listDatasetsOfSource } from '#src/features/datasets/custom/queries/list-of-source.ts'
import { getSource } from '#src/features/sources/queries/get.ts'
import { orNotFound, pageContext } from '../../../page-context.ts'

export const metadata: Metadata = { title: 'Source' }

export default async function SourcePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const context = await pageContext(`/data/sources/${id}`)
  if (!context.principal.permissions.has('sources.manage')) notFound()
  const source = await getSource.execute(context, { id }).catch(orNotFound)
  const { items, pagination } = await listDatasetsOfSource.execute(context, { id })
  return (
    <>
      <PageHeader above={<BackLink href="/data/sources" label="Sources" />} title={source.name} />
      <Stack gap="lg">
        <SourceCard key={source.version} initial={source} />
        <SourceDatasets datasets={items} total={pagination.total} />
        <SourceWizard existing={source} />
        <SourceSettings key={source.version} source={source} />
      </Stack>
    </>
  )
}
