import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LinkButton } from '#src/components/link-button.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { SourcesTable } from '#src/features/datasets/components/sources/sources-table.tsx'
import { listSources } from '#src/features/sources/queries/list.ts'
import { orNotFound, pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Sources' }

export default async function SourcesPage() {
  const context = await pageContext('/data/sources')
  if (!context.principal.permissions.has('sources.manage')) notFound()
  const { items } = await listSources.execute(context, { limit: 100 }).catch(orNotFound)
  return (
    <>
      <PageHeader
        title="Sources"
        description="PostgreSQL databases of your own. Waybill reads them and never writes."
        actions={
          items.length > 0 ? <LinkButton href="/data/sources/new">Connect a database</LinkButton> : null
        }
      />
      <SourcesTable sources={items} />
    </>
  )
}
