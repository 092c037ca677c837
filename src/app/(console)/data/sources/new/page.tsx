import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { SourceWizard } from '#src/features/datasets/components/sources/wizard/source-wizard.tsx'
import { pageContext } from '../../../page-context.ts'

export const metadata: Metadata = { title: 'Connect a database' }

export default async function NewSourcePage() {
  const context = await pageContext('/data/sources/new')
  if (!context.principal.permissions.has('sources.manage')) notFound()
  return (
    <>
      <PageHeader above={<BackLink href="/data/sources" label="Sources" />} title="Connect a database" />
      <SourceWizard />
    </>
  )
}
