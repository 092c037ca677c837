import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '#src/components/page-header.tsx'
import { DatasetCards } from '#src/features/datasets/components/dataset-cards.tsx'
import { listDatasets } from '#src/features/datasets/queries/list-datasets.ts'
import { sumRows } from '#src/features/datasets/queries/sum-rows.ts'
import type { DatasetDescription } from '#src/features/datasets/rows/description.ts'
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
        datasets={datasets.map(({ key, label, description, columns }) => ({
          dataset: { key, label, description },
          totals: settled(sumRows.execute(context, { key, columns: withoutSum(columns) }), context),
        }))}
      />
    </>
  )
}

/** Rows with a text alone are counted, and nothing is added up. */
function withoutSum(columns: DatasetDescription['columns']): string {
  return (columns.find(({ type }) => type === 'text') ?? columns[0]!).key
}
