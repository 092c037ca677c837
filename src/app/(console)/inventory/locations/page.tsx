import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LocationsPage } from '#src/features/inventory/components/locations/locations-page.tsx'
import { listLocations } from '#src/features/inventory/queries/list-locations.ts'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Locations' }

export default async function InventoryLocationsPage() {
  const context = await pageContext('/inventory/locations')
  const { permissions } = context.principal
  if (!permissions.has('inventory.read')) notFound()
  const { items } = await listLocations.execute(context, { limit: 500 })
  return <LocationsPage locations={items} mayAdd={permissions.has('locations.write')} />
}
