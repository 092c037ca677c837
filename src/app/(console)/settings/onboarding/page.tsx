import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getSummary } from '#src/features/onboarding/analytics/queries/get-summary.ts'
import { StudioPage } from '#src/features/onboarding/components/studio/studio-page.tsx'
import { listContent } from '#src/features/onboarding/queries/list-content.ts'
import { listFlows } from '#src/features/onboarding/queries/list-flows.ts'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Onboarding' }

export default async function OnboardingPage() {
  const context = await pageContext('/settings/onboarding')
  const { permissions } = context.principal
  if (!permissions.has('onboarding.read')) notFound()
  const [flows, texts, summary] = await Promise.all([
    listFlows.execute(context, { limit: 100 }),
    listContent.execute(context, { limit: 100 }),
    getSummary.execute(context, {}),
  ])
  const figures = new Map(summary.flows.map((flow) => [flow.flow_id, flow]))
  return (
    <StudioPage
      flows={flows.items.map((flow) => {
        const { started = 0, completed = 0, completion_rate = null } = figures.get(flow.id) ?? {}
        return { ...flow, started, completed, completion_rate }
      })}
      texts={texts.items}
      totalTexts={texts.pagination.total}
      mayWrite={permissions.has('onboarding.write')}
    />
  )
}
