import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '#src/components/page-header.tsx'
import { SettingsForm } from '#src/features/purchasing/components/settings/settings-form.tsx'
import { getPurchasingSettings } from '#src/features/purchasing/queries/get-settings.ts'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Purchasing' }

export default async function PurchasingSettingsPage() {
  const context = await pageContext('/settings/purchasing')
  if (!context.principal.permissions.has('orders.approve')) notFound()
  const settings = await getPurchasingSettings.execute(context, {})
  return (
    <>
      <PageHeader
        title="Purchasing"
        description="Rules for every purchase order and delivery in the company."
      />
      <SettingsForm key={settings.version} settings={settings} />
    </>
  )
}
