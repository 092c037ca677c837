import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AlertsPage } from '#src/features/spend/components/alerts/alerts-page.tsx'
import { readPage } from '#src/features/spend/console/page-queries.ts'
import { listRiskAlerts } from '#src/features/spend/queries/list-alerts.ts'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Alerts' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SpendAlertsPage({ searchParams }: Props) {
  const page = readPage(await searchParams)
  const context = await pageContext('/spend/alerts')
  if (!context.principal.permissions.has('trading.read')) notFound()
  const { items, pagination } = await listRiskAlerts.execute(context, { page })
  return <AlertsPage alerts={items} page={pagination.page} pages={pagination.pages} />
}
