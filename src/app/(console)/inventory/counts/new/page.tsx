import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { NewCountForm } from '#src/features/inventory/components/new-count/new-count-form.tsx'
import { listLocations } from '#src/features/inventory/queries/list-locations.ts'
import { pageContext } from '../../../page-context.ts'

export const metadata: Metadata = { title: 'New count' }

export default async function NewCountPage() {
  const context = await pageContext('/inventory/counts/new')
  if (!context.principal.permissions.has('stock.count')) notFound()
  const { items } = await listLocations.execute(context, { limit: 500 })
  return (
    <>
      <PageHeader
        above={<BackLink href="/inventory/counts" label="Stock counts" />}
        title="New count"
        description="Its lines are drawn up from what is kept at the location now."
      />
      <NewCountForm
        locations={items.map(({ id, code, name }) => ({ value: id, label: `${name} (${code})` }))}
      />
    </>
  )
}
