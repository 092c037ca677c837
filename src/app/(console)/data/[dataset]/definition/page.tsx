import { Stack } from '@mantine/core'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { DefinitionEditor } from '#src/features/datasets/components/sources/editor/definition-editor.tsx'
import { DeleteDataset } from '#src/features/datasets/components/sources/editor/delete-dataset.tsx'
import { DriftCard } from '#src/features/datasets/components/sources/editor/drift-card.tsx'
import { getDataset } from '#src/features/datasets/custom/queries/get.ts'
import { getDrift } from '#src/features/datasets/custom/queries/get-drift.ts'
import { getRelation } from '#src/features/datasets/custom/queries/get-relation.ts'
import { orNotFound, pageContext, settled } from '../../../page-context.ts'

export const metadata: Metadata = { title: 'Definition' }

export default async function DefinitionPage({ params }: { params: Promise<{ dataset: string }> }) {
  const { dataset: key } = await params
  const context = await pageContext(`/data/${key}/definition`)
  if (!context.principal.permissions.has('sources.manage')) notFound()
  const dataset = await getDataset.execute(context, { key }).catch(orNotFound)
  const { source_id: id, schema, name, version } = dataset
  const [drift, details] = await Promise.all([
    settled(getDrift.execute(context, { key }), context),
    settled(getRelation.execute(context, { id, schema, name }), context),
  ])
  return (
    <>
      <PageHeader
        above={<BackLink href={`/data/${key}`} label={dataset.label} />}
        title={`Definition of ${dataset.label}`}
        description={`Rows of ${schema}.${name}. This is version ${version}.`}
        actions={<DeleteDataset dataset={dataset} />}
      />
      <Stack gap="lg">
        {drift.ok ? <DriftCard drift={drift.data} /> : <FormProblem>{drift.problem.message}</FormProblem>}
        {drift.ok && drift.data.fits && details.ok ? (
          <DefinitionEditor key={version} dataset={dataset} details={details.data} />
        ) : null}
      </Stack>
    </>
  )
}
