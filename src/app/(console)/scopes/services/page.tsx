import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ServicesPage } from '#src/features/scopes/components/services/services-page.tsx'
import { listServices } from '#src/features/scopes/queries/list-services.ts'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Services' }

export default async function AllServicesPage() {
  const context = await pageContext('/scopes/services')
  const { permissions } = context.principal
  if (!permissions.has('scopes.read')) notFound()
  const { items, pagination } = await listServices.execute(context, { limit: 100 })
  return <ServicesPage services={items} total={pagination.total} mayWrite={permissions.has('scopes.write')} />
}
