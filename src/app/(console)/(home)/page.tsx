import type { Metadata } from 'next'
import { PageHeader } from '#src/components/page-header.tsx'
import { Home } from '#src/features/exports/components/home/home.tsx'
import { listAlerts, listApprovals } from '#src/features/exports/governance/queries/approvals.ts'
import { getHome } from '#src/features/exports/queries/home.ts'
import { getScheduleAttention } from '#src/features/exports/schedules/queries/attention.ts'
import { getRunOuts } from '#src/features/purchasing/queries/get-run-outs.ts'
import { LateRisksCard } from '#src/features/supplier-performance/components/cards/late-risks-card.tsx'
import { getLateRisks } from '#src/features/supplier-performance/queries/get-late-risks.ts'
import { rightsOf } from '../exports/page-data.ts'
import { pageContext } from '../page-context.ts'

export const metadata: Metadata = { title: 'Home' }

const shown = { limit: 5 }

export default async function HomePage() {
  const context = await pageContext('/')
  const { permissions } = context.principal
  const renderedAt = Date.now()
  const decides = permissions.has('exports.approve')
  const [exports, approvals, alerts, schedules, runOuts, risks] = await Promise.all([
    getHome.execute(context, {}),
    decides ? listApprovals.execute(context, shown) : undefined,
    decides ? listAlerts.execute(context, shown) : undefined,
    permissions.has('exports.schedules.read') ? getScheduleAttention.execute(context, {}) : undefined,
    permissions.has('orders.write') ? getRunOuts.execute(context, {}) : undefined,
    permissions.has('analytics.read') ? getLateRisks.execute(context, {}) : undefined,
  ])
  return (
    <>
      <PageHeader
        title="Home"
        description="What needs your attention, what is running and what comes next."
      />
      <Home
        exports={exports}
        attention={{
          approvals: approvals?.items.filter(({ may_decide }) => may_decide) ?? [],
          alerts: alerts?.items ?? [],
          held: schedules?.held ?? [],
          runOuts: runOuts ?? { total: 0, items: [] },
        }}
        nextSchedules={schedules?.next ?? []}
        rights={rightsOf(context)}
        others={risks && risks.count > 0 ? <LateRisksCard {...risks} /> : null}
        mayInvite={permissions.has('members.manage')}
        renderedAt={renderedAt}
      />
    </>
  )
}
