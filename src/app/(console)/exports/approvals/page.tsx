import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '#src/components/page-header.tsx'
import { AlertsList } from '#src/features/exports/components/approvals/alerts-list.tsx'
import { ApprovalsList } from '#src/features/exports/components/approvals/approvals-list.tsx'
import { listAlerts, listApprovals } from '#src/features/exports/governance/queries/approvals.ts'
import { pageContext } from '../../page-context.ts'
import { labelsFor } from '../page-data.ts'

export const metadata: Metadata = { title: 'Approvals' }

export default async function ApprovalsPage() {
  const context = await pageContext('/exports/approvals')
  if (!context.principal.permissions.has('exports.approve')) notFound()
  const approvals = await listApprovals.execute(context, { limit: 50 })
  const alerts = await listAlerts.execute(context, { limit: 50 })
  return (
    <>
      <PageHeader
        title="Approvals"
        description="Exports waiting for an admin, and alerts about large or sensitive ones."
      />
      <ApprovalsList
        items={approvals.items}
        total={approvals.pagination.total}
        labels={await labelsFor(context)}
      />
      <AlertsList items={alerts.items} total={alerts.pagination.total} />
    </>
  )
}
