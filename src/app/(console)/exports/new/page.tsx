import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '#src/components/page-header.tsx'
import { BackToExports } from '#src/features/exports/components/back-to-exports.tsx'
import { NewExportForm } from '#src/features/exports/components/new-export/new-export-form.tsx'
import { listTypes } from '#src/features/exports/queries/list-types.ts'
import { env } from '#src/lib/env.ts'
import { pageContext } from '../../page-context.ts'
import { rightsOf } from '../page-data.ts'

export const metadata: Metadata = { title: 'New export' }

interface Props {
  searchParams: Promise<{ type?: string | string[] }>
}

export default async function NewExportPage({ searchParams }: Props) {
  const context = await pageContext('/exports/new')
  const types = await listTypes.execute(context, {})
  if (!rightsOf(context).mayCreate || types.datasets.length === 0) notFound()
  const { type } = await searchParams
  return (
    <>
      <PageHeader above={<BackToExports />} title="New export" />
      <NewExportForm types={types} type={String(type ?? types.datasets[0]?.key)} appUrl={env().APP_URL} />
    </>
  )
}
