import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '#src/components/page-header.tsx'
import { DatasetCards } from '#src/features/datasets/components/dataset-cards.tsx'
import { listDatasets } from '#src/features/datasets/queries/list-datasets.ts'
import { measureDatasets } from '#src/features/datasets/queries/measure-datasets.ts'
import { pageContext, settled } from '../page-context.ts'

export const metadata: Metadata = { title: 'Data' }

export default async function DataPage() {
  const context = await pageContext('/data')
  if (!context.principal.permissions.has('datasets.read')) notFound()
  const datasets = await listDatasets.execute(context, {})
  return (
    <>
      <PageHeader
        title="Data"
        description={`The tables of ${context.principal.tenantName} that you can read. Open one to filter, sort or export it.`}
      />
      <DatasetCards
        datasets={datasets.map(({ key, label, description }) => ({ key, label, description }))}
        sizes={settled(measureDatasets.execute(context, {}), context)}
      />
    </>
  )
}
