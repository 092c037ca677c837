import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '#src/components/page-header.tsx'
import { SizeNote } from '#src/features/datasets/components/size-note.tsx'
import { measureDatasets } from '#src/features/datasets/queries/measure-datasets.ts'
import { BackToExports } from '#src/features/exports/components/back-to-exports.tsx'
import { NewExportForm } from '#src/features/exports/components/new-export/new-export-form.tsx'
import { listTypes } from '#src/features/exports/queries/list-types.ts'
import { env } from '#src/lib/env.ts'
import { pageContext, settled } from '../../page-context.ts'
import { firstOf, requestAt, type Search, searchText } from '../form-address.ts'
import { offeredDestinations, rightsOf } from '../page-data.ts'

export const metadata: Metadata = { title: 'New export' }

export default async function NewExportPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const context = await pageContext(`/exports/new${searchText(search)}`)
  const types = await listTypes.execute(context, {})
  const { mayCreate, maySchedule } = rightsOf(context)
  if (!mayCreate || types.datasets.length === 0) notFound()
  const sizes = settled(measureDatasets.execute(context, {}), context)
  return (
    <>
      <PageHeader above={<BackToExports />} title="New export" />
      <NewExportForm
        // Another address is another form, also when only its parameters differ.
        key={`${search.from ?? ''} ${search.type ?? ''} ${search.template ?? ''}`}
        types={types}
        datasetNotes={Object.fromEntries(
          types.datasets.map(({ key }) => [key, <SizeNote key={key} sizes={sizes} dataset={key} />]),
        )}
        destinations={await offeredDestinations(context)}
        beginning={{ type: firstOf(search.type), request: await requestAt(context, search) }}
        templateId={firstOf(search.template)}
        userId={context.principal.userId}
        maySchedule={maySchedule}
        appUrl={env().APP_URL}
      />
    </>
  )
}
